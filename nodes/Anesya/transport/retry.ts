import { isThrottled, AnesyaApiError } from './apiError';
import { sleep } from '../concurrency/sleep';

/** How often a call is made at the most, the first time included. */
export const ATTEMPTS = 5;

/** The same while Anesya asks for patience: giving up then would leave a large batch half done. */
const THROTTLED_ATTEMPTS = 12;

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;

/** A longer wait than this is not sat out: the user is told instead. */
export const LONGEST_RETRY_AFTER = 120_000;

/**
 * Decides whether an upload may be sent again, and when: only when Anesya surely has not taken it,
 * since there is no idempotency key and each extract costs credits.
 *
 * @param attempt how often it was sent so far, from 1
 * @param random from 0 to 1, so that many uploads do not come back at the same moment
 * @returns milliseconds to wait before the next attempt, or undefined to give up
 */
export function writeRetryDelay(
	failure: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	return failure.accepted === 'no' ? readRetryDelay(failure, attempt, random) : undefined;
}

/** The same for a call that may be repeated freely, such as reading. */
export function readRetryDelay(
	failure: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	const { retryable, retryAfter } = failure;
	const attempts = isThrottled(failure) ? THROTTLED_ATTEMPTS : ATTEMPTS;
	if (!retryable || attempt >= attempts) return undefined;
	if (retryAfter !== undefined) {
		return retryAfter <= LONGEST_RETRY_AFTER ? retryAfter + random * FIRST_DELAY : undefined;
	}
	return Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY) * (0.5 + random / 2);
}

/**
 * Decides on another attempt.
 *
 * @param attempt how often it was tried so far, from 1
 * @param random from 0 to 1
 * @returns milliseconds to wait before the next attempt, or undefined to give up
 */
export type RetryPolicy = (
	failure: AnesyaApiError,
	attempt: number,
	random: number,
) => number | undefined;

/**
 * Makes a call again for as long as a rule says so.
 *
 * @throws the last AnesyaApiError once the rule gives up, and everything else at once
 */
export async function retry<Result>(
	call: () => Promise<Result>,
	rule: RetryPolicy,
	signal: AbortSignal | undefined,
): Promise<Result> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await call();
		} catch (thrown) {
			await sleep(delayOrGiveUp(thrown, attempt, rule), signal);
		}
	}
}

function delayOrGiveUp(thrown: unknown, attempt: number, rule: RetryPolicy): number {
	const delay = thrown instanceof AnesyaApiError ? rule(thrown, attempt, Math.random()) : undefined;
	if (delay === undefined) throw thrown;
	return delay;
}
