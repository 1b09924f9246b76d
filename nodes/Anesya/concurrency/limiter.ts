/** Runs a task as soon as there is room for it. */
export type Limiter = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * Bounds how many tasks run at once; the others wait in the order in which they came.
 *
 * @param atOnce how many, at least 1
 */
export function createLimiter(atOnce: number): Limiter {
	let running = 0;
	const waiting: Array<() => void> = [];

	return async (task) => {
		if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next === undefined) running -= 1;
			else next();
		}
	};
}
