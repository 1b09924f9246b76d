import { sleep } from '../concurrency/sleep';
import { AnesyaApiError, isThrottled } from './apiError';

/** How often a call is made at most, including the first time. */
export const ATTEMPTS = 5;

/** The same while Anesya throttles: giving up earlier would leave a large batch half finished. */
const THROTTLED_ATTEMPTS = 12;

/** Milliseconds; the delay doubles from one attempt to the next. */
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;

/** Milliseconds; if Anesya asks for a longer delay, the call fails and the user is told. */
export const LONGEST_RETRY_AFTER = 120_000;

/**
 * Decides whether to make a call again.
 *
 * @param attempt how often it was made so far, from 1
 * @param random from 0 to 1: spreads calls, so that many of them do not come back at the same time
 * @returns milliseconds to wait before the next attempt, or undefined to give up
 */
export type RetryPolicy = (
	error: AnesyaApiError,
	attempt: number,
	random: number,
) => number | undefined;

/**
 * The RetryPolicy for uploads and other writes: again only when Anesya has certainly not accepted the
 * call, since there is no idempotency key and each extract costs credits.
 */
export function writeRetryDelay(
	error: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	return error.accepted === 'no' ? readRetryDelay(error, attempt, random) : undefined;
}

/** The RetryPolicy for calls that may be repeated freely, such as reads. */
export function readRetryDelay(
	error: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	const { retryable, retryAfter } = error;
	const attempts = isThrottled(error) ? THROTTLED_ATTEMPTS : ATTEMPTS;
	if (!retryable || attempt >= attempts) return undefined;
	if (retryAfter !== undefined) {
		return retryAfter <= LONGEST_RETRY_AFTER ? retryAfter + random * FIRST_DELAY : undefined;
	}
	return Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY) * (0.5 + random / 2);
}

/** Milliseconds. */
const LONGEST_BRIEF_DELAY = 5_000;

/**
 * The RetryPolicy for reads that somebody waits for in the editor, or that are made again soon anyway, such
 * as those of a poll.
 */
export function briefRetryDelay(
	error: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	const delay = attempt < 3 ? readRetryDelay(error, attempt, random) : undefined;
	return delay !== undefined && delay <= LONGEST_BRIEF_DELAY ? delay : undefined;
}

/**
 * Makes a call, and makes it again as long as the policy allows.
 *
 * @throws the last AnesyaApiError once the policy gives up, and anything else immediately
 */
export async function retry<Result>(
	call: () => Promise<Result>,
	policy: RetryPolicy,
	signal: AbortSignal | undefined,
): Promise<Result> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await call();
		} catch (thrown) {
			await sleep(delayOrThrow(thrown, attempt, policy), signal);
		}
	}
}

function delayOrThrow(thrown: unknown, attempt: number, policy: RetryPolicy): number {
	const delay =
		thrown instanceof AnesyaApiError ? policy(thrown, attempt, Math.random()) : undefined;
	if (delay === undefined) throw thrown;
	return delay;
}
