import { PAGE_SIZE } from '../api/paginate';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import type { ListedStatuses } from './listStatuses';
import type { WaitPorts } from './waitPorts';

/** A single document is read by itself: a list tells no more, and is longer. */
const FEWEST_DOCUMENTS = 2;

/** Retryable errors in a row that are sat out. After more, each document is read by itself while they last. */
const SAT_OUT_FAILURES = 2;

/** The same before the list is given up: it does not work, while single reads do, or the waits would be over. */
const TOLERATED_FAILURES = 5;

/** What a run has learned about the list of one workflow. */
interface ListState {
	/** Requests that the last reading took. */
	pages: number;
	/** False for good once the list turned out not to tell the statuses, or never to work. */
	isUseful: boolean;
	/** Retryable errors in a row. */
	failures: number;
	/** When it may be read again: uploads that are staggered would each ask for it. */
	notBefore: number;
}

const UNTRIED: ListState = { pages: 1, isUseful: true, failures: 0, notBefore: -Infinity };

/**
 * The lists of a run's workflows as a source of statuses. It learns from each reading whether a list
 * can be relied on, so that a list that is wrong, lean or broken costs a few requests and no more.
 */
export interface ListSource {
	/** Whether reading the list costs fewer requests than reading these documents one by one. */
	isWorthReading(workflow: string, documents: number): boolean;
	/** Whether the list has told the statuses, or will in a moment. False before the first reading. */
	isWorking(workflow: string | undefined): boolean;
	/** When the list may be read next. */
	notBefore(workflow: string): number;
	postpone(workflow: string, until: number): void;
	/**
	 * @param documents of the whole run: those that have ended are in the list as well
	 * @throws what `WaitPorts.readList` throws
	 */
	read(workflow: string, ids: ReadonlySet<string>, documents: number): Promise<ListedStatuses>;
}

/** Lists of one run: what it learns about them holds as long as it does. */
export function createListSource({ readList }: Pick<WaitPorts, 'readList'>): ListSource {
	const states = new Map<string, ListState>();
	const stateOf = (workflow: string) => states.get(workflow) ?? UNTRIED;
	const change = (workflow: string, changes: Partial<ListState>) =>
		states.set(workflow, { ...stateOf(workflow), ...changes });

	return {
		isWorthReading(workflow, documents) {
			const { isUseful, pages } = stateOf(workflow);
			return isUseful && documents >= FEWEST_DOCUMENTS && documents > pages;
		},
		isWorking(workflow = '') {
			const { isUseful, failures } = stateOf(workflow);
			return states.has(workflow) && isUseful && failures <= SAT_OUT_FAILURES;
		},
		notBefore: (workflow) => stateOf(workflow).notBefore,
		postpone: (workflow, until) => void change(workflow, { notBefore: until }),
		async read(workflow, ids, documents) {
			const listed = await readList(workflow, ids, maxPages(documents)).catch((thrown: unknown) => {
				if (thrown instanceof AnesyaApiError)
					change(workflow, learnFromError(stateOf(workflow), thrown));
				throw thrown;
			});
			change(workflow, learnFromReading(listed, ids.size));
			return listed;
		},
	};
}

/** The order of the list is unknown, and others upload too: half as many pages again, and one. */
function maxPages(documents: number): number {
	return Math.ceil((documents / PAGE_SIZE) * 1.5) + 1;
}

/**
 * A list whose rows have no status, or that does not show most of the documents within a few pages,
 * is not read again (both are unknown for 0.8.1).
 */
function learnFromReading({ pages, extracts }: ListedStatuses, asked: number): Partial<ListState> {
	return { pages: Math.max(1, pages), isUseful: extracts.size * 2 >= asked, failures: 0 };
}

/** A transient error says nothing about the list. A refusal does, and so does a success that is no list. */
function learnFromError(before: ListState, error: AnesyaApiError): Partial<ListState> {
	if (isThrottled(error)) return {};
	const { retryable, status = Infinity } = error;
	const failures = before.failures + 1;
	const isRefusal = !retryable || status < 300;
	return { failures, isUseful: before.isUseful && !isRefusal && failures <= TOLERATED_FAILURES };
}
