import { AnesyaApiError, isThrottled } from '../transport/apiError';
import { costOf, maxRows } from './listCost';
import type { ListedStatuses } from './listStatuses';
import { rowsAskedFor } from './listStatuses';
import type { ListTrust } from './listTrust';
import { trustAfter, UNTESTED } from './listTrust';
import type { WaitPorts } from './waitPorts';

/** A single document is read by itself: a list tells no more, and is longer. */
const FEWEST_DOCUMENTS = 2;

/** Retryable errors in a row that are sat out. After more, each document is read by itself while they last. */
const SAT_OUT_FAILURES = 2;

/** The same before the list is given up: it does not work, while single reads do, or the waits would be over. */
const TOLERATED_FAILURES = 5;

/** Throttled readings in a row after which extracts are read singly, one at a time: only the list may be throttled. */
const SAT_OUT_THROTTLED = 2;

/** What a first reading may cost that only tells how long other documents took, in requests. */
const COST_OF_SURVEY = 3;

/** What a run has learned about the list of one workflow. */
interface ListState {
	/** What the last reading cost, in requests. */
	cost: number;
	/** False for good once the list turned out not to tell the statuses, or never to work. */
	isUseful: boolean;
	/** Retryable errors in a row. */
	failures: number;
	/** Throttled readings in a row. */
	throttled: number;
	/** Whether an extract was read by itself since they began to be read singly for that. */
	isOnlyOneThrottled: boolean;
	/** When it may be read again: uploads that are staggered would each ask for it. */
	notBefore: number;
	trust: ListTrust;
}

const UNTRIED: ListState = {
	cost: 1,
	isUseful: true,
	failures: 0,
	throttled: 0,
	isOnlyOneThrottled: false,
	notBefore: -Infinity,
	trust: UNTESTED,
};

/** What to look up in a list. */
interface Lookup {
	ids: ReadonlySet<string>;
	/** Of the whole run: those that have ended are in the list as well. */
	documents: number;
	startedAt: number;
}

/**
 * The lists of a run's workflows as a source of statuses. It learns from each reading whether a list
 * can be relied on, so that a list that is wrong, lean, stale or broken costs a few requests and no more.
 */
export interface ListSource {
	/**
	 * Whether reading the list costs less than reading these documents one by one.
	 *
	 * @param isNewKind whether the list is worth a first reading anyway, to see how long others took
	 */
	isWorthReading(workflow: string, documents: number, isNewKind: boolean): boolean;
	/** Whether the list has told the statuses, or will in a moment. False before the first reading. */
	isWorking(workflow: string | undefined): boolean;
	/** Which of the extracts to read by themselves after an error of a reading; the others wait for the next. */
	readSinglyAfter(workflow: string, error: AnesyaApiError): 'none' | 'one' | 'all';
	/** Notes that an extract could be read by itself. */
	noteSingleRead(workflow: string | undefined): void;
	/** When the list may be read next. */
	notBefore(workflow: string): number;
	postpone(workflow: string, until: number): void;
	/**
	 * @returns what the list tells, how many of the extracts to read by themselves to verify it, and what the
	 * reading cost, in requests
	 * @throws what `WaitPorts.readList` throws
	 */
	read(
		workflow: string,
		lookup: Lookup,
		signal: AbortSignal,
	): Promise<ListedStatuses & { samples: number; cost: number }>;
	/** Notes that an extract had ended by a single read although the list had just shown otherwise. */
	doubt(workflow: string, id: string, readAt: number): void;
}

/** Lists of one run: what it learns about them holds as long as it does. */
export function createListSource({
	readList,
	rowTexts,
	now,
}: Pick<WaitPorts, 'readList' | 'rowTexts' | 'now'>): ListSource {
	const states = new Map<string, ListState>();
	const stateOf = (workflow: string) => states.get(workflow) ?? UNTRIED;
	const change = (workflow: string, changes: Partial<ListState>) =>
		states.set(workflow, { ...stateOf(workflow), ...changes });
	const likelyCost = (workflow: string, documents: number) =>
		costOf(1, rowsAskedFor(documents) * rowTexts.of(workflow, now()));
	const isWorking = (workflow = '') => {
		const { isUseful, failures } = stateOf(workflow);
		return states.has(workflow) && isUseful && failures <= SAT_OUT_FAILURES;
	};

	return {
		isWorthReading(workflow, documents, isNewKind) {
			const state = states.get(workflow);
			const cost = state?.cost ?? likelyCost(workflow, documents);
			if (isNewKind && state === undefined) return cost <= COST_OF_SURVEY;
			const { isUseful } = state ?? UNTRIED;
			return isUseful && documents >= FEWEST_DOCUMENTS && documents > cost;
		},
		isWorking,
		readSinglyAfter(workflow, error) {
			if (!isThrottled(error)) return isWorking(workflow) ? 'none' : 'all';
			const { isUseful, throttled } = stateOf(workflow);
			if (!isUseful) return 'all';
			return throttled > SAT_OUT_THROTTLED ? 'one' : 'none';
		},
		noteSingleRead(workflow = '') {
			if (stateOf(workflow).throttled > SAT_OUT_THROTTLED)
				change(workflow, { isOnlyOneThrottled: true });
		},
		notBefore: (workflow) => stateOf(workflow).notBefore,
		postpone: (workflow, until) => void change(workflow, { notBefore: until }),
		async read(workflow, { ids, documents, startedAt }, signal) {
			const all = new Set([...ids, ...stateOf(workflow).trust.doubts.keys()]);
			const reading = readList(workflow, all, maxRows(documents), signal);
			const listed = await reading.catch((thrown: unknown) => {
				if (thrown instanceof AnesyaApiError)
					change(workflow, learnFromError(stateOf(workflow), thrown));
				throw thrown;
			});
			const { trust, samples } = trustAfter(stateOf(workflow).trust, {
				...listed,
				startedAt,
			});
			const { rows = 0, textLength = 0 } = listed;
			if (rows > 0) rowTexts.note(workflow, textLength / rows, startedAt);
			const learned = learnFromReading(listed, all.size);
			change(workflow, { ...learned, trust, isUseful: learned.isUseful && !trust.isStale });
			return { ...listed, samples, cost: learned.cost };
		},
		doubt(workflow, id, readAt) {
			const { trust } = stateOf(workflow);
			change(workflow, { trust: { ...trust, doubts: new Map(trust.doubts).set(id, readAt) } });
		},
	};
}

/**
 * A list whose rows have no status, or that does not show most of the documents within these rows,
 * is not read again (both are unknown for 0.8.1).
 */
function learnFromReading(
	{ pages, extracts, textLength = 0 }: ListedStatuses,
	asked: number,
): Omit<ListState, 'notBefore' | 'trust'> {
	const cost = costOf(pages, textLength);
	const isUseful = extracts.size * 2 >= asked;
	return { cost, isUseful, failures: 0, throttled: 0, isOnlyOneThrottled: false };
}

/**
 * A transient error says nothing about the list. A refusal does, and so does a success that is not a list.
 * So does a throttled reading, if a single read went through after others like it.
 */
function learnFromError(before: ListState, error: AnesyaApiError): Partial<ListState> {
	if (isThrottled(error)) {
		const isUseful = before.isUseful && !before.isOnlyOneThrottled;
		return { throttled: before.throttled + 1, isUseful };
	}
	const { retryable, status = Infinity } = error;
	const failures = before.failures + 1;
	const isRefusal = !retryable || status < 300;
	return { failures, isUseful: before.isUseful && !isRefusal && failures <= TOLERATED_FAILURES };
}
