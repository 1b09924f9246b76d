import { hasEnded } from '../api/extract';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import { isComplete } from './listStatuses';
import { byWorkflow, workflowOf } from './byWorkflow';
import type { ListLook } from './listLook';
import { isWorking, isWorthIt, learnFrom, learnFromFailure, mostPages, UNTRIED } from './listLook';
import type { Progress } from './schedule';
import { checkInterval, listInterval } from './schedule';
import type { Look, Wait } from './wait';
import { deadlineOf, putOff } from './wait';
import type { WaitingRoom } from './waitingRoom';

/** Milliseconds: extracts whose turn comes within this time are looked at along with those that are due. */
const SOON = 2_000;

/** An extract that is waited for, as far as looking at it is concerned. */
export interface WatchedExtract {
	wait: Wait;
	/** Where the extract is known to be in; a reading may tell it too. */
	workflow: string | undefined;
	/** Whether all of it is wanted, so that a row of a list does not do in the end. */
	isWhole: boolean;
	/** Whether a look is under way. */
	isBusy: boolean;
	/** Takes what a look gave, the time at which it began, and the usual time to the next one. */
	settle(look: Look, at: number, usualDelay: number): void;
	reject(reason: unknown): void;
}

/**
 * Starts looks at the extracts that are due: at many of one workflow by a list that tells of all of
 * them, else at each by itself. What a look gives reaches `settle` later.
 *
 * @param idle all extracts that are not being looked at
 * @param run how far all of them are
 */
export type LookAtDue = (idle: WatchedExtract[], run: RunProgress) => void;

/** How far the run is as a whole; the time waited is each extract's own. */
export type RunProgress = Omit<Progress, 'waited'>;

/** Looks of one run: what it learns of the lists of its workflows holds as long as it does. */
export function createLooks(room: WaitingRoom): LookAtDue {
	const lists = new Map<string, ListLook>();
	/** When a workflow's list may be asked again: staggered uploads would each ask for it. An interval that a user fixed comes first. */
	const notBefore = new Map<string, number>();

	async function lookAlone(awaited: WatchedExtract, run: RunProgress): Promise<void> {
		const at = room.now();
		const progress = { ...run, waited: at - awaited.wait.since };
		const list = lists.get(workflowOf(awaited) ?? '');
		const usualDelay =
			list !== undefined && isWorking(list)
				? listInterval(progress, run.pending, room.random())
				: checkInterval(progress, room.random());
		awaited.isBusy = true;
		try {
			awaited.settle(await room.read(awaited.wait.id), at, usualDelay);
		} catch (thrown) {
			if (thrown instanceof AnesyaApiError) awaited.settle(thrown, at, usualDelay);
			else awaited.reject(thrown);
		}
	}

	async function lookTogether(
		workflow: string,
		group: WatchedExtract[],
		run: RunProgress,
	): Promise<void> {
		const at = room.now();
		const waited = at - Math.min(...group.map(({ wait }) => wait.since));
		const delayAfter = (pages: number) => listInterval({ ...run, waited }, pages, room.random());
		group.forEach((awaited) => (awaited.isBusy = true));
		try {
			const ids = new Set(group.map(({ wait }) => wait.id));
			const { extracts, pages } = await room.readListed(workflow, ids, mostPages(run.documents));
			lists.set(workflow, learnFrom(pages, ids.size, extracts.size));
			const delay = delayAfter(pages);
			notBefore.set(
				workflow,
				at + Math.min(delay, ...group.map(({ wait }) => wait.limits.interval ?? Infinity)),
			);
			for (const awaited of group) {
				const extract = extracts.get(awaited.wait.id);
				const isEnough =
					extract !== undefined &&
					(!hasEnded(extract) || (isComplete(extract) && !awaited.isWhole));
				if (!isEnough) void lookAlone(awaited, run);
				else awaited.settle({ extract }, at, delay);
			}
		} catch (thrown) {
			if (!(thrown instanceof AnesyaApiError))
				return group.forEach((awaited) => awaited.reject(thrown));
			const list = learnFromFailure(lists.get(workflow) ?? UNTRIED, thrown);
			lists.set(workflow, list);
			const delay = delayAfter(1);
			for (const awaited of group) {
				const hasTime = isWorking(list) && at < deadlineOf(awaited.wait);
				if (isThrottled(thrown) || hasTime) awaited.settle(thrown, at, delay);
				else void lookAlone(awaited, run);
			}
		}
	}

	return (idle, run) => {
		const now = room.now();
		if (!idle.some(({ wait }) => wait.nextLookAt <= now)) return;
		for (const [workflow, group] of byWorkflow(idle)) {
			const due = group.filter(({ wait }) => wait.nextLookAt <= now);
			const soon = group.filter(({ wait }) => wait.nextLookAt <= now + SOON);
			if (workflow === undefined || !isWorthIt(lists.get(workflow) ?? UNTRIED, soon.length)) {
				due.forEach((awaited) => void lookAlone(awaited, run));
			} else if (due.length > 0) {
				const earliest = notBefore.get(workflow) ?? now;
				const isLast = due.some(({ wait }) => deadlineOf(wait) <= now);
				if (earliest <= now || isLast) void lookTogether(workflow, soon, run);
				else due.forEach((awaited) => (awaited.wait = putOff(awaited.wait, earliest)));
			}
		}
	};
}
