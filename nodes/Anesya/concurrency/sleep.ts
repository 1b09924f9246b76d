import { sleep as sleepThrough } from 'n8n-workflow';

import { unlessStopped } from './unlessStopped';

/** Milliseconds of a timer that a stop may leave behind: that of n8n's `sleep` cannot be ended. */
const LONGEST_TIMER = 250;

/**
 * Waits, but not beyond a stop of the execution. (n8n-workflow's own `sleepWithAbort` is missing
 * from 2.41.)
 *
 * @param milliseconds how long
 * @throws the reason of `stop` as soon as it is aborted
 */
export async function sleep(milliseconds: number, stop: AbortSignal | undefined): Promise<void> {
	if (stop === undefined) return await sleepThrough(milliseconds);
	stop.throwIfAborted();

	const end = performance.now() + milliseconds;
	let left = milliseconds;
	do {
		await unlessStopped(sleepThrough(Math.min(left, LONGEST_TIMER)), stop);
		left = end - performance.now();
	} while (left > 0);
	stop.throwIfAborted();
}
