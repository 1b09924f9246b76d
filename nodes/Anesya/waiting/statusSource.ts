import { hasEnded } from '../api/extract';
import type { OutputSettings } from '../results/resultItems';
import { isSufficient } from '../results/sufficient';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import { createListSource } from './listSource';
import type { PendingExtract, StatusCheck } from './pendingExtract';
import { deadlineOf, postpone } from './pendingExtract';
import type { RunProgress } from './schedule';
import { checkInterval, listInterval } from './schedule';
import type { WaitPorts } from './waitPorts';

/** Milliseconds. Extracts that are due within this time are checked along with those that are due now. */
const SOON = 2_000;

/** A pending extract as the source sees it. */
export interface CheckedExtract {
	pending: PendingExtract;
	/** The workflow that it was uploaded to, if known; a reading may tell it too. */
	workflow: string | undefined;
	/** What it is wanted for: a list row may leave some of it out. */
	output: OutputSettings;
	/** Whether a check is running. */
	isBusy: boolean;
	/** Takes a check, the time at which it started, and the usual delay before the next one. */
	onCheck(check: StatusCheck, startedAt: number, usualDelay: number): void;
	/** Takes what is not an error of a call, such as the reason of an abort. */
	onAbort(reason: unknown): void;
}

/**
 * Starts the status checks that are due: many extracts of one workflow by its list, others by a single
 * read each. What a check gives reaches `onCheck` later.
 *
 * @param idle all extracts without a running check
 */
export type StatusSource = (idle: CheckedExtract[], run: RunProgress) => void;

/** The status source of one run. */
export function createStatusSource(ports: WaitPorts): StatusSource {
	const lists = createListSource(ports);

	async function checkSingly(extract: CheckedExtract, run: RunProgress): Promise<void> {
		const startedAt = ports.now();
		const progress = { ...run, waited: startedAt - extract.pending.since };
		const usualDelay = lists.isWorking(workflowOf(extract))
			? listInterval(progress, run.pending, ports.random())
			: checkInterval(progress, ports.random());
		extract.isBusy = true;
		try {
			extract.onCheck(await ports.read(extract.pending.id), startedAt, usualDelay);
		} catch (thrown) {
			if (thrown instanceof AnesyaApiError) extract.onCheck(thrown, startedAt, usualDelay);
			else extract.onAbort(thrown);
		}
	}

	async function checkByList(
		workflow: string,
		group: CheckedExtract[],
		run: RunProgress,
	): Promise<void> {
		const startedAt = ports.now();
		const waited = startedAt - Math.min(...group.map(({ pending }) => pending.since));
		const delayAfter = (pages: number) => listInterval({ ...run, waited }, pages, ports.random());
		group.forEach((extract) => (extract.isBusy = true));
		try {
			const ids = new Set(group.map(({ pending }) => pending.id));
			const { extracts, pages } = await lists.read(workflow, ids, run.documents);
			const delay = delayAfter(pages);
			lists.postpone(workflow, startedAt + Math.min(delay, ...group.map(fixedInterval)));
			for (const checked of group) {
				const extract = extracts.get(checked.pending.id);
				const isEnough =
					extract !== undefined && (!hasEnded(extract) || isSufficient(extract, checked.output));
				if (isEnough) checked.onCheck({ extract }, startedAt, delay);
				else void checkSingly(checked, run);
			}
		} catch (thrown) {
			if (!(thrown instanceof AnesyaApiError))
				return group.forEach((extract) => extract.onAbort(thrown));
			const delay = delayAfter(1);
			for (const extract of group) {
				const hasTime = lists.isWorking(workflow) && startedAt < deadlineOf(extract.pending);
				if (isThrottled(thrown) || hasTime) extract.onCheck(thrown, startedAt, delay);
				else void checkSingly(extract, run);
			}
		}
	}

	return (idle, run) => {
		const now = ports.now();
		if (!idle.some(({ pending }) => pending.nextCheckAt <= now)) return;
		for (const [workflow, group] of byWorkflow(idle)) {
			const due = group.filter(({ pending }) => pending.nextCheckAt <= now);
			const soon = group.filter(({ pending }) => pending.nextCheckAt <= now + SOON);
			if (workflow === undefined || !lists.isWorthReading(workflow, soon.length)) {
				due.forEach((extract) => void checkSingly(extract, run));
			} else if (due.length > 0) {
				const notBefore = lists.notBefore(workflow);
				const isLast = due.some(({ pending }) => deadlineOf(pending) <= now);
				if (notBefore <= now || isLast) void checkByList(workflow, soon, run);
				else due.forEach((extract) => (extract.pending = postpone(extract.pending, notBefore)));
			}
		}
	};
}

/** Extracts of unknown workflows form one group. */
function byWorkflow(idle: CheckedExtract[]): Map<string | undefined, CheckedExtract[]> {
	const groups = new Map<string | undefined, CheckedExtract[]>();
	for (const extract of idle) {
		const workflow = workflowOf(extract);
		const group = groups.get(workflow);
		if (group === undefined) groups.set(workflow, [extract]);
		else group.push(extract);
	}
	return groups;
}

function workflowOf({ workflow, pending }: CheckedExtract): string | undefined {
	const known = workflow ?? pending.extract?.workflow;
	return typeof known === 'string' ? known : undefined;
}

/** An interval that the user fixed comes first. */
function fixedInterval({ pending }: CheckedExtract): number {
	return pending.limits.interval ?? Infinity;
}
