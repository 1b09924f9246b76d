/** The last task of each key, as a promise that never fails. Shared by all executions of this n8n process. */
const last = new Map<string, Promise<void>>();

/**
 * Runs a task once all earlier ones that share a key with it are over; others run side by side.
 *
 * @throws what the task throws
 */
export async function inTurn<Result>(keys: string[], task: () => Promise<Result>): Promise<Result> {
	const earlier = keys.map((key) => last.get(key));
	const result = Promise.all(earlier).then(task);
	const over = result.then(ignore, ignore);
	for (const key of keys) last.set(key, over);
	try {
		return await result;
	} finally {
		for (const key of keys) if (last.get(key) === over) last.delete(key);
	}
}

function ignore(): void {}
