/** Runs a task, unless a task with the same key was started before: then it shares that result. */
export type SingleFlight<Result> = (key: string, task: () => Promise<Result>) => Promise<Result>;

/** For items that name the same thing. Results, errors included, are kept as long as the function. */
export function createSingleFlight<Result>(): SingleFlight<Result> {
	const results = new Map<string, Promise<Result>>();

	return async (key, task) => {
		const result = results.get(key) ?? task();
		results.set(key, result);
		return await result;
	};
}
