/** Runs a task as soon as fewer than the limit are running. */
export type Limiter = <Result>(task: () => Promise<Result>) => Promise<Result>;

/**
 * Limits how many tasks run at the same time; the others wait in the order in which they came.
 *
 * @param limit how many, at least 1
 */
export function createLimiter(limit: number): Limiter {
	let running = 0;
	const waiting: Array<() => void> = [];

	return async (task) => {
		if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
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
