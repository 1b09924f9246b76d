import type { OutputSettings } from '../results/resultItems';
import type { PendingExtract, StatusCheck } from './pendingExtract';
import { deadlineOf } from './pendingExtract';
import type { RunningCheck } from './runningCheck';
import { isReplaceable } from './runningCheck';

/** A pending extract as the status source sees it. */
export interface CheckedExtract {
	pending: PendingExtract;
	/** The workflow that it was uploaded to, if known; a reading may tell it too. */
	workflow: string | undefined;
	/** Its kind of document, if known: documents of one kind take about equally long. */
	kind: string | undefined;
	/** What it is wanted for: a list row may leave some of it out. */
	output: OutputSettings;
	/** The check that is running, if any. */
	check?: RunningCheck;
	/** When it was last read by itself to verify its list. */
	verifiedAt?: number;
	/** Takes a check, the time at which it started, and the usual delay before the next one. */
	onCheck(check: StatusCheck, startedAt: number, usualDelay: number): void;
	/** Takes what is not an error of a call, such as the reason of an abort. */
	onAbort(reason: unknown): void;
}

export function isDue({ pending }: CheckedExtract, now: number): boolean {
	return pending.nextCheckAt <= now;
}

/** Whether an extract must be checked for the last time. */
export function isLastCheckDue(extract: CheckedExtract, now: number): boolean {
	const deadline = deadlineOf(extract.pending);
	if (deadline > now) return false;
	return extract.check === undefined || isReplaceable(extract.check, deadline, now);
}

export function workflowOf({ workflow, pending }: CheckedExtract): string | undefined {
	const known = workflow ?? pending.extract?.workflow;
	return typeof known === 'string' ? known : undefined;
}

/** Extracts by what they share, in their order. */
export function groupBy<Key>(
	extracts: Iterable<CheckedExtract>,
	keyOf: (extract: CheckedExtract) => Key,
): Map<Key, CheckedExtract[]> {
	const groups = new Map<Key, CheckedExtract[]>();
	for (const extract of extracts) {
		const key = keyOf(extract);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [extract]);
		else group.push(extract);
	}
	return groups;
}

/** The extracts whose rows in the list have gone unverified for longest: they are the likeliest to have ended. */
export function leastVerified(extracts: CheckedExtract[], count: number): CheckedExtract[] {
	if (count === 0) return [];
	const unverifiedSince = ({ verifiedAt, pending }: CheckedExtract) => verifiedAt ?? pending.since;
	return extracts
		.toSorted((one, other) => unverifiedSince(one) - unverifiedSince(other))
		.slice(0, count);
}

/** The shortest interval that the user chose: milliseconds, or Infinity without one. */
export function shortestInterval(extracts: CheckedExtract[]): number {
	return extracts.reduce(
		(shortest, { pending: { limits } }) => Math.min(shortest, limits.interval ?? Infinity),
		Infinity,
	);
}
