import { sleep as uninterruptibleSleep } from 'n8n-workflow';

import { abortable } from './abortable';

/** Milliseconds of a timer that may outlive an abort: the timer of n8n's `sleep` cannot be cleared. */
const LONGEST_TIMER = 250;

/**
 * Waits, but no longer than until the signal is aborted. (n8n-workflow's own `sleepWithAbort` is
 * missing from 2.41.)
 *
 * @param milliseconds how long
 * @throws the reason of `signal` as soon as it is aborted
 */
export async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	if (signal === undefined) return await uninterruptibleSleep(milliseconds);
	signal.throwIfAborted();

	const end = performance.now() + milliseconds;
	let remaining = milliseconds;
	do {
		await abortable(uninterruptibleSleep(Math.min(remaining, LONGEST_TIMER)), signal);
		remaining = end - performance.now();
	} while (remaining > 0);
	signal.throwIfAborted();
}

/**
 * Waits as long as a condition holds. Far cheaper than `sleep` with a signal: every request needs it.
 *
 * @param milliseconds how long at most
 */
export async function sleepWhile(isWanted: () => boolean, milliseconds: number): Promise<void> {
	const end = performance.now() + milliseconds;
	for (let left = milliseconds; left > 0 && isWanted(); left = end - performance.now())
		await uninterruptibleSleep(Math.min(left, LONGEST_TIMER));
}
