import type { CheckedExtract } from './checkedExtract';
import { groupBy, isDue, isLastCheckDue, workflowOf } from './checkedExtract';
import { createListCheck } from './listCheck';
import { createListSource } from './listSource';
import { postpone } from './pendingExtract';
import type { Schedule } from './schedule';
import { createSingleCheck } from './singleCheck';
import { createChecksBesideSlowLists } from './slowList';
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

/** The status source of one run. */
export function createStatusSource(ports: WaitPorts, schedule: Schedule): StatusSource {
	const lists = createListSource(ports);
	const checkSingly = createSingleCheck(ports, schedule, lists);
	const checkByList = createListCheck(ports, schedule, lists, checkSingly);
	const checkBesideSlowLists = createChecksBesideSlowLists(ports, checkSingly);

	return (extracts, run) => {
		const now = ports.now();
		let isAnyDue = false;
		for (const extract of extracts) {
			if (isLastCheckDue(extract, now)) void checkSingly(extract, run);
			isAnyDue ||= extract.check === undefined && isDue(extract, now);
		}
		checkBesideSlowLists(extracts, run, now);
		if (!isAnyDue) return;
		const idle = [...extracts].filter(({ check }) => check === undefined);
		// Extracts of unknown workflows form one group.
		for (const [workflow, group] of groupBy(idle, workflowOf)) {
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
