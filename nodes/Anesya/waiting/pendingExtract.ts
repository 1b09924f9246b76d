import type { Extract } from '../api/extract';
import { hasEnded, lacksData } from '../api/extract';
import type { ExtractReading } from '../api/getExtract';
import { AnesyaApiError, isThrottled } from '../transport/apiError';

/** A wait survives this many failed checks in a row, and any number within this time (milliseconds). */
export const TOLERATED = { failures: 5, outage: 60_000 };

/** Milliseconds. Keeps a `Retry-After: 0` from causing a storm of requests. */
const SHORTEST_DELAY = 500;

/** Milliseconds that the last check may take beyond the deadline, whether it queues or is slow. */
const GRACE = 3_000;

/** Milliseconds after an upload for which a 404 is no proof: reads may lag behind writes. */
const LONGEST_LAG = 15_000;

/**
 * Milliseconds for which a finished extract without its data is no result yet: the data may be stored a
 * moment after the status. It is read again after each of these delays.
 */
const DATA_LAG = [1_000, 2_000, 4_000] as const;

/** Milliseconds throughout. */
export interface WaitLimits {
	timeout: number;
	firstCheckAfter: number;
	/** Whether it was uploaded when the wait began. */
	isNew?: boolean;
	/** A fixed interval that the user chose. */
	interval?: number;
}

export interface WaitResult {
	/** The extract as it was last seen; absent if it never was. */
	extract?: Extract;
	timedOut: boolean;
}

/** An extract that is waited for, between two status checks. Times are those of a monotonic clock. */
export interface PendingExtract {
	id: string;
	limits: WaitLimits;
	/** When the wait began. */
	since: number;
	uploadedAt: number;
	nextCheckAt: number;
	/** When the last check that showed it started. */
	seenAt?: number;
	/** The failed checks in a row up to now, and when the first of them started. */
	failing?: { checks: number; since: number };
	/** The error of the last check, if it failed. */
	error?: AnesyaApiError;
	/** How often it was finished, but without its data. */
	incomplete?: number;
	extract?: Extract;
}

/** What a status check gave: a reading, or the error. */
export type StatusCheck = (ExtractReading & { isHint?: boolean }) | AnesyaApiError;

/** When a check ran, by the same clock. It may have queued, or been slow. */
export interface CheckTimes {
	startedAt: number;
	endedAt: number;
}

/**
 * @param now when the wait begins, by a monotonic clock
 * @param uploadedAt if that was before, and is known
 */
export function startWaiting(
	id: string,
	limits: WaitLimits,
	now: number,
	uploadedAt = now,
): PendingExtract {
	const delay = Math.min(limits.firstCheckAfter, limits.timeout);
	return { id, limits, since: now, uploadedAt, nextCheckAt: now + delay };
}

/**
 * What follows from a check: the result, or the pending extract with its next check. The last check
 * is the one at the deadline, or the one that was running then, unless it gave a hint: a list may be
 * out of date. Retryable errors are survived for about a minute, and throttling always, since the
 * deadline bounds it.
 *
 * @param usualDelay milliseconds to the next check, unless the user or Anesya asked for another
 * @throws AnesyaApiError when waiting longer is pointless
 */
export function afterCheck(
	pending: PendingExtract,
	check: StatusCheck,
	{ startedAt, endedAt }: CheckTimes,
	usualDelay: number,
): PendingExtract | WaitResult {
	const hasFailed = check instanceof AnesyaApiError;
	const seen = hasFailed ? undefined : check.extract;
	const extract = seen ?? pending.extract;
	const deadline = deadlineOf(pending);
	const isLast = (hasFailed || check.isHint ? startedAt : endedAt) >= deadline;
	const failing = afterFailure(pending.failing, check, startedAt);
	const isOver = extract !== undefined && hasEnded(extract);
	const wasNeverSeen = isLast && extract === undefined;
	if (hasFailed && (wasNeverSeen || isPointless(check, pending, failing, endedAt)) && !isOver)
		throw check;

	const { incomplete = 0 } = pending;
	const isIncomplete = seen === undefined ? incomplete > 0 : lacksData(seen);
	const dataLag = isIncomplete ? DATA_LAG[incomplete] : undefined;
	if (isLast || (isOver && dataLag === undefined)) return resultOf(extract);
	const ownDelay = dataLag ?? pending.limits.interval ?? usualDelay;
	const delay = Math.max(SHORTEST_DELAY, check.retryAfter ?? ownDelay);
	const nextCheckAt = Math.min(startedAt + delay, deadline);
	return {
		...pending,
		extract,
		failing,
		error: hasFailed ? check : undefined,
		incomplete: incomplete + (dataLag === undefined ? 0 : 1),
		nextCheckAt,
		seenAt: hasFailed ? pending.seenAt : startedAt,
	};
}

/** Whether the last check takes too long, or its turn does not come. */
export function isOverdue(pending: PendingExtract, now: number): boolean {
	return now >= deadlineOf(pending) + GRACE;
}

/**
 * The result of a wait that is overdue.
 *
 * @throws AnesyaApiError that the last check ended in, if the extract was never seen
 */
export function afterDeadline({ extract, error }: PendingExtract): WaitResult {
	if (extract === undefined && error !== undefined) throw error;
	return resultOf(extract);
}

function resultOf(extract: Extract | undefined): WaitResult {
	return { extract, timedOut: extract === undefined || !hasEnded(extract) };
}

/** When the last check is due. */
export function deadlineOf({ since, limits }: PendingExtract): number {
	return since + limits.timeout;
}

/** Puts the next check off, but not beyond the deadline. */
export function postpone(pending: PendingExtract, until: number): PendingExtract {
	return { ...pending, nextCheckAt: Math.min(until, deadlineOf(pending)) };
}

/** Tells the two outcomes of `afterCheck` apart. */
export function isResult(outcome: PendingExtract | WaitResult): outcome is WaitResult {
	return 'timedOut' in outcome;
}

function afterFailure(
	before: PendingExtract['failing'],
	check: StatusCheck,
	startedAt: number,
): PendingExtract['failing'] {
	if (!(check instanceof AnesyaApiError)) return undefined;
	if (isThrottled(check)) return before;
	return { checks: (before?.checks ?? 0) + 1, since: before?.since ?? startedAt };
}

/** With short intervals, a short outage causes many failures; with long ones, a long outage causes few. */
function isPointless(
	{ retryable, status }: AnesyaApiError,
	{ since: begun, limits }: PendingExtract,
	{ checks, since } = { checks: 0, since: Infinity },
	now: number,
): boolean {
	if (status === 404 && limits.isNew === true && now - begun < LONGEST_LAG) return false;
	const isTolerated = checks <= TOLERATED.failures || now - since < TOLERATED.outage;
	return !retryable || !isTolerated;
}
