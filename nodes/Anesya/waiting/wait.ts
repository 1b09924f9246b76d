import type { Extract } from '../api/extract';
import { hasEnded } from '../api/extract';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import type { ExtractReading } from '../api/getExtract';

/** Failed looks in a row that a wait survives. */
export const TOLERATED_FAILURES = 5;

/** Milliseconds; keeps a `Retry-After: 0` from becoming a storm of requests. */
const SHORTEST_DELAY = 500;

/** Milliseconds throughout. */
export interface WaitLimits {
	timeout: number;
	firstCheckAfter: number;
	/** A fixed interval that the user asked for. */
	interval?: number;
}

export interface WaitResult {
	/** The last that was seen of the extract; absent if it was never seen. */
	extract?: Extract;
	timedOut: boolean;
}

/** A wait for one extract, between two looks. Times are those of a clock that never goes back. */
export interface Wait {
	id: string;
	limits: WaitLimits;
	since: number;
	nextLookAt: number;
	/** Failed looks in a row. */
	failures: number;
	extract?: Extract;
}

/** What a look gave: a reading, or what went wrong. */
export type Look = ExtractReading | AnesyaApiError;

/** When a look was made, by the same clock: one may have to queue, or be slow. */
export interface LookTimes {
	began: number;
	ended: number;
}

/** @param now when the wait begins, by a clock that never goes back */
export function beginWait(id: string, limits: WaitLimits, now: number): Wait {
	const delay = Math.min(limits.firstCheckAfter, limits.timeout);
	return { id, limits, since: now, nextLookAt: now + delay, failures: 0 };
}

/**
 * What follows from a look: the result, or the wait with its next look; the last one is at the
 * deadline, or was under way then. A look that goes wrong in passing is survived a few times in a row,
 * and one that is throttled always: the deadline bounds it.
 *
 * @param usualDelay milliseconds, unless the user or Anesya wants another
 * @throws AnesyaApiError when there is no hope any more
 */
export function afterLook(
	wait: Wait,
	look: Look,
	{ began, ended }: LookTimes,
	usualDelay: number,
): Wait | WaitResult {
	const hasFailed = look instanceof AnesyaApiError;
	const extract = (hasFailed ? undefined : look.extract) ?? wait.extract;
	const deadline = deadlineOf(wait);
	const isLast = (hasFailed ? began : ended) >= deadline;
	const failures = failuresAfter(wait.failures, look);
	if (hasFailed && isHopeless(look, failures, isLast && extract === undefined)) throw look;

	if (extract !== undefined && hasEnded(extract)) return { extract, timedOut: false };
	if (isLast) return { extract, timedOut: true };
	const retryAfter = hasFailed ? look.retryAfter : look.retryAfter;
	const delay = Math.max(SHORTEST_DELAY, retryAfter ?? wait.limits.interval ?? usualDelay);
	return { ...wait, extract, failures, nextLookAt: Math.min(began + delay, deadline) };
}

/** When the last look is due. */
export function deadlineOf({ since, limits }: Wait): number {
	return since + limits.timeout;
}

/** Puts the next look off, but not beyond the deadline. */
export function putOff(wait: Wait, earliest: number): Wait {
	return { ...wait, nextLookAt: Math.min(earliest, deadlineOf(wait)) };
}

/** Tells the two outcomes of `afterLook` apart. */
export function isOver(outcome: Wait | WaitResult): outcome is WaitResult {
	return 'timedOut' in outcome;
}

function failuresAfter(failures: number, look: Look): number {
	if (!(look instanceof AnesyaApiError)) return 0;
	return isThrottled(look) ? failures : failures + 1;
}

function isHopeless(
	{ retryable }: AnesyaApiError,
	failures: number,
	wasNeverSeen: boolean,
): boolean {
	return !retryable || failures > TOLERATED_FAILURES || wasNeverSeen;
}
