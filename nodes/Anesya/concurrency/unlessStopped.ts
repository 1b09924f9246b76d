/**
 * Waits for something that a stop of the execution cannot end, but not beyond the stop.
 *
 * @throws what `work` throws, or the reason of `stop` as soon as it is aborted
 */
export async function unlessStopped<Result>(
	work: Promise<Result>,
	stop: AbortSignal | undefined,
): Promise<Result> {
	if (stop === undefined) return await work;
	stop.throwIfAborted();

	let giveUp = () => {};
	const stopped = new Promise<never>((_resolve, reject) => (giveUp = () => reject(stop.reason)));
	stop.addEventListener('abort', giveUp, { once: true });
	try {
		return await Promise.race([work, stopped]);
	} finally {
		stop.removeEventListener('abort', giveUp);
	}
}
