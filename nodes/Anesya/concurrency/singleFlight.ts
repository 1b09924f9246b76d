/** Runs a task, unless one of the same key has been started: then its result is shared. */
export type SingleFlight<Result> = (key: string, task: () => Promise<Result>) => Promise<Result>;

/** For several items that name the same thing. */
export function createSingleFlight<Result>(): SingleFlight<Result> {
	const results = new Map<string, Promise<Result>>();

	return async (key, task) => {
		const result = results.get(key) ?? task();
		results.set(key, result);
		return await result;
	};
}
