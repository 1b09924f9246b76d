import { sleep as sleepThrough } from 'n8n-workflow';

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

	let wake = () => {};
	const stopped = new Promise<void>((resolve) => (wake = resolve));
	stop.addEventListener('abort', wake, { once: true });
	await Promise.race([sleepThrough(milliseconds), stopped]);
	stop.removeEventListener('abort', wake);
	stop.throwIfAborted();
}
