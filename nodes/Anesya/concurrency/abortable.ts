/**
 * Waits for something that a stop of the execution cannot end, but not beyond the stop.
 *
 * @throws what `work` throws, or the reason of `stop` as soon as it is aborted
 */
export async function abortable<Result>(
	work: Promise<Result>,
	signal: AbortSignal | undefined,
): Promise<Result> {
	if (signal === undefined) return await work;
	signal.throwIfAborted();

	let giveUp = () => {};
	const stopped = new Promise<never>((_resolve, reject) => (giveUp = () => reject(signal.reason)));
	signal.addEventListener('abort', giveUp, { once: true });
	try {
		return await Promise.race([work, stopped]);
	} finally {
		signal.removeEventListener('abort', giveUp);
	}
}
