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
	// Nobody waits for work that fails after the abort: unhandled, its error would end the whole process.
	work.catch(() => {});
	signal.throwIfAborted();

	let onAbort = () => {};
	const aborted = new Promise<never>((_resolve, reject) => (onAbort = () => reject(signal.reason)));
	const waiting = waitsOf(signal);
	waiting.add(onAbort);
	try {
		return await Promise.race([work, aborted]);
	} finally {
		waiting.delete(onAbort);
	}
}

/** What waits until a signal is aborted. */
interface Waits {
	add(onAbort: () => void): void;
	delete(onAbort: () => void): void;
}

const waitsBySignal = new WeakMap<AbortSignal, Waits>();

function waitsOf(signal: AbortSignal): Waits {
	const waits = waitsBySignal.get(signal) ?? createWaits(signal);
	waitsBySignal.set(signal, waits);
	return waits;
}

/** They share one listener: Node takes long to find one of thousands again. */
function createWaits(signal: AbortSignal): Waits {
	const waiting = new Set<() => void>();
	const listener = () => waiting.forEach((onAbort) => onAbort());
	return {
		add(onAbort) {
			if (waiting.size === 0) signal.addEventListener('abort', listener, { once: true });
			waiting.add(onAbort);
		},
		delete(onAbort) {
			waiting.delete(onAbort);
			if (waiting.size === 0) signal.removeEventListener('abort', listener);
		},
	};
}
