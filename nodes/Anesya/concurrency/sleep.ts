import { sleep as sleepThrough } from 'n8n-workflow';

import { abortable } from './abortable';

/** Milliseconds of a timer that a stop may leave behind: that of n8n's `sleep` cannot be ended. */
const LONGEST_TIMER = 250;

/**
 * Waits, but not beyond a stop of the execution. (n8n-workflow's own `sleepWithAbort` is missing
 * from 2.41.)
 *
 * @param milliseconds how long
 * @throws the reason of `stop` as soon as it is aborted
 */
export async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	if (signal === undefined) return await sleepThrough(milliseconds);
	signal.throwIfAborted();

	const end = performance.now() + milliseconds;
	let left = milliseconds;
	do {
		await abortable(sleepThrough(Math.min(left, LONGEST_TIMER)), signal);
		left = end - performance.now();
	} while (left > 0);
	signal.throwIfAborted();
}
