/**
 * Waits for work that cannot be aborted, but no longer than until the signal is aborted.
 *
 * @throws what `work` throws, or the reason of `signal` as soon as it is aborted
 */
export async function abortable<Result>(
	work: Promise<Result>,
	signal: AbortSignal | undefined,
): Promise<Result> {
	if (signal === undefined) return await work;
	signal.throwIfAborted();

	let onAbort = () => {};
	const aborted = new Promise<never>((_resolve, reject) => (onAbort = () => reject(signal.reason)));
	signal.addEventListener('abort', onAbort, { once: true });
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
