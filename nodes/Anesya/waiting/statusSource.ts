import type { Extract } from '../api/extract';
import { hasEnded } from '../api/extract';
import { isSufficient } from '../results/sufficient';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import type { CheckedExtract } from './checkedExtract';
import {
	byWorkflow,
	fixedInterval,
	isDue,
	isLastCheckDue,
	leastVerified,
	workflowOf,
} from './checkedExtract';
import { createListSource } from './listSource';
import { postpone } from './pendingExtract';
import { startCheck } from './runningCheck';
import type { Schedule } from './schedule';
import type { RunProgress } from './steadySchedule';
import type { WaitPorts } from './waitPorts';

/** Milliseconds. Extracts that are due within this time are checked along with those that are due now. */
const SOON = 2_000;

/**
 * Starts the status checks that are due: many extracts of one workflow by its list, others by a single
 * read each. What a check gives reaches `onCheck` later. A list is only a hint: now and then, an extract
 * is read by itself all the same, and so is each for its last check.
 *
 * @param extracts all that are waited for
 */
export type StatusSource = (extracts: Iterable<CheckedExtract>, run: RunProgress) => void;

/** What a list told about an extract that is read by itself to verify the list. */
interface Hint {
	workflow: string;
	extract: Extract;
	usualDelay: number;
}

/** The status source of one run. */
export function createStatusSource(ports: WaitPorts, schedule: Schedule): StatusSource {
	const lists = createListSource(ports);

	async function checkSingly(
		checked: CheckedExtract,
		run: RunProgress,
		hint?: Hint,
	): Promise<void> {
		const { id } = checked.pending;
		const startedAt = ports.now();
		const ownDelay = () =>
			lists.isWorking(workflowOf(checked))
				? schedule.afterList([checked], startedAt, run, run.pending)
				: schedule.afterCheck(checked, startedAt, run);
		const usualDelay = hint?.usualDelay ?? ownDelay();
		const { signal, finish } = startCheck([checked], true, startedAt);
		try {
			const reading = await ports.read(id, signal);
			if (!finish(checked)) return;
			if (hint && reading.extract && hasEnded(reading.extract))
				lists.doubt(hint.workflow, id, startedAt);
			checked.onCheck(reading, startedAt, usualDelay);
		} catch (thrown) {
			if (!finish(checked)) return;
			if (!(thrown instanceof AnesyaApiError)) return checked.onAbort(thrown);
			// If a check that only verifies the list fails, the row of the list counts.
			const check = hint ? { extract: hint.extract, isHint: true } : thrown;
			checked.onCheck(check, startedAt, usualDelay);
		}
	}

	async function checkByList(
		workflow: string,
		group: CheckedExtract[],
		run: RunProgress,
	): Promise<void> {
		const startedAt = ports.now();
		const delayAfter = (pages: number) => schedule.afterList(group, startedAt, run, pages);
		const { signal, finish } = startCheck(group, false, startedAt);
		try {
			const ids = new Set(group.map(({ pending }) => pending.id));
			const reading = { ids, startedAt, documents: run.documents };
			const {
				extracts,
				pages,
				isSampleDue,
				extractionTimes = [],
			} = await lists.read(workflow, reading, signal);
			schedule.survey(group[0]?.kind, extractionTimes);
			const usualDelay = delayAfter(pages);
			lists.postpone(workflow, startedAt + Math.min(usualDelay, ...group.map(fixedInterval)));

			const waiting = group.filter(finish);
			const unfinished = waiting.filter(({ pending }) => {
				const extract = extracts.get(pending.id);
				return extract !== undefined && !hasEnded(extract);
			});
			const sample = isSampleDue ? leastVerified(unfinished) : undefined;
			for (const checked of waiting) {
				const extract = extracts.get(checked.pending.id);
				const isEnough =
					extract !== undefined &&
					(hasEnded(extract) ? isSufficient(extract, checked.output) : lists.isWorking(workflow));
				if (!isEnough) void checkSingly(checked, run);
				else if (checked !== sample)
					checked.onCheck({ extract, isHint: true }, startedAt, usualDelay);
				else {
					checked.verifiedAt = startedAt;
					void checkSingly(checked, run, { workflow, extract, usualDelay });
				}
			}
		} catch (thrown) {
			const waiting = group.filter(finish);
			if (!(thrown instanceof AnesyaApiError))
				return waiting.forEach((checked) => checked.onAbort(thrown));
			const delay = delayAfter(1);
			const waitsForNextCheck = isThrottled(thrown) || lists.isWorking(workflow);
			for (const checked of waiting) {
				if (waitsForNextCheck) checked.onCheck(thrown, startedAt, delay);
				else void checkSingly(checked, run);
			}
		}
	}

	return (extracts, run) => {
		const now = ports.now();
		const idle: CheckedExtract[] = [];
		let isAnyDue = false;
		for (const extract of extracts) {
			if (isLastCheckDue(extract, now)) void checkSingly(extract, run);
			if (extract.check !== undefined) continue;
			idle.push(extract);
			isAnyDue ||= isDue(extract, now);
		}
		if (!isAnyDue) return;
		for (const [workflow, group] of byWorkflow(idle)) {
			const due = group.filter((extract) => isDue(extract, now));
			const soon = group.filter((extract) => isDue(extract, now + SOON));
			const isNewKind = schedule.isSurveyWorthwhile(soon, now);
			if (workflow === undefined || !lists.isWorthReading(workflow, soon.length, isNewKind)) {
				due.forEach((extract) => void checkSingly(extract, run));
			} else if (due.length > 0) {
				const notBefore = lists.notBefore(workflow);
				if (notBefore <= now) void checkByList(workflow, soon, run);
				else due.forEach((extract) => (extract.pending = postpone(extract.pending, notBefore)));
			}
		}
	};
}
