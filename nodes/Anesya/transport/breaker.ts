import type { AnesyaApiError } from './apiError';
import {
	FIRST_TRIAL_DELAY,
	LONGEST_TRIAL_DELAY,
	PATIENCE,
	THROTTLED_PATIENCE,
} from './outageLimits';
import { LONGEST_RETRY_AFTER } from './retry';

/** Failures in a row before requests are held back; fewer are left to each call's own retries. */
const TOLERATED_FAILURES = 3;

/** Refusals in a row of requests that went one at a time, after which the others are not sent. */
const TOLERATED_REFUSALS = 3;

/** Milliseconds until a request asks again while a trial is running. */
const TRIAL_CHECK = 250;

/**
 * What a request may do: go; go as the trial, while the others are held back; or ask again after so
 * many milliseconds.
 */
export type Admission = 'go' | 'trial' | number;

/**
 * A circuit breaker: it learns once, for a whole run, that requests of a kind do not succeed. Times are
 * milliseconds of a monotonic clock.
 *
 * Closed, it lets all requests pass. After some failures in a row it holds them back, and lets a trial
 * pass now and then. A success closes it again. If none comes for long enough, or if a response says
 * that none will, it opens for good.
 */
export interface Breaker {
	/** Of a `trial`, `endTrial` must be called in the end. @throws the error that opened it */
	admit(now: number): Admission;
	endTrial(): void;
	succeed(now: number): void;
	/**
	 * @param sentAt one that was sent before a success does not count; those that were under way at once
	 * prolong the delay once
	 * @param weight failures that it counts for; TOLERATED_FAILURES unless a request of the run failed
	 */
	fail(error: AnesyaApiError, sentAt: number, now: number, weight?: number): void;
	/** The request was refused, though another may pass: from now on, they go one at a time. */
	refuse(error: AnesyaApiError, sentAt: number, now: number): void;
	open(error: AnesyaApiError): void;
	/** Whether it opened because success did not come for too long. */
	hasGivenUp(): boolean;
}

export function createBreaker(): Breaker {
	let openedBy: AnesyaApiError | undefined;
	let hasGivenUp = false;
	let failures = 0;
	let refusals = 0;
	let isOneAtATime = false;
	let isTrialRunning = false;
	let firstFailureAt = Infinity;
	let lastSuccessAt = -Infinity;
	let lastCountedAt = -Infinity;
	let nextTrialAt = -Infinity;
	let trialDelay = FIRST_TRIAL_DELAY;

	const open = (error: AnesyaApiError) => void (openedBy ??= error);
	const isHolding = () => isOneAtATime || failures >= TOLERATED_FAILURES;

	return {
		open,
		hasGivenUp: () => hasGivenUp,
		admit(now) {
			if (openedBy !== undefined) throw openedBy;
			if (!isHolding()) return 'go';
			if (isTrialRunning) return TRIAL_CHECK;
			if (now < nextTrialAt) return nextTrialAt - now;
			isTrialRunning = true;
			return 'trial';
		},
		endTrial: () => void (isTrialRunning = false),
		succeed(now) {
			lastSuccessAt = now;
			[failures, refusals] = [0, 0];
			firstFailureAt = Infinity;
			nextTrialAt = -Infinity;
			trialDelay = FIRST_TRIAL_DELAY;
		},
		fail(error, sentAt, now, weight = 1) {
			const { retryAfter = 0 } = error;
			if (retryAfter > LONGEST_RETRY_AFTER) open(error);
			if (openedBy !== undefined || sentAt < lastSuccessAt) return;
			failures += weight;
			if (sentAt < lastCountedAt) return;
			lastCountedAt = now;
			firstFailureAt = Math.min(firstFailureAt, now);

			const givesUpAt = endOfPatience(error, firstFailureAt, now);
			if (now >= givesUpAt) {
				hasGivenUp = true;
				return open(error);
			}
			// The last trial comes when the patience ends, not earlier.
			nextTrialAt = Math.min(now + Math.max(trialDelay, retryAfter), givesUpAt);
			trialDelay = Math.min(trialDelay * 2, LONGEST_TRIAL_DELAY);
		},
		refuse(error, sentAt, now) {
			isOneAtATime = true;
			if (sentAt < lastCountedAt) return;
			lastCountedAt = now;
			refusals += 1;
			if (refusals >= TOLERATED_REFUSALS) open(error);
		},
	};
}

/** A time that Anesya asked to wait is given, but not again and again. */
function endOfPatience(
	{ status, retryAfter = 0 }: AnesyaApiError,
	firstFailureAt: number,
	now: number,
): number {
	const longest = firstFailureAt + THROTTLED_PATIENCE;
	if (status === 429) return longest;
	return Math.min(Math.max(firstFailureAt + PATIENCE, now + retryAfter), longest);
}
