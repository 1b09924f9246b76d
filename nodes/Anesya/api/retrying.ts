import { sleep } from '../concurrency/sleep';
import { AnesyaFailure } from './failure';

/**
 * Decides on another attempt.
 *
 * @param attempt how often it was tried so far, from 1
 * @param random from 0 to 1
 * @returns milliseconds to wait before the next attempt, or undefined to give up
 */
export type RetryRule = (
	failure: AnesyaFailure,
	attempt: number,
	random: number,
) => number | undefined;

/**
 * Makes a call again for as long as a rule says so.
 *
 * @throws the last AnesyaFailure once the rule gives up, and everything else at once
 */
export async function retrying<Result>(
	call: () => Promise<Result>,
	rule: RetryRule,
	stop: AbortSignal | undefined,
): Promise<Result> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await call();
		} catch (thrown) {
			await sleep(delayOrGiveUp(thrown, attempt, rule), stop);
		}
	}
}

function delayOrGiveUp(thrown: unknown, attempt: number, rule: RetryRule): number {
	const delay = thrown instanceof AnesyaFailure ? rule(thrown, attempt, Math.random()) : undefined;
	if (delay === undefined) throw thrown;
	return delay;
}
