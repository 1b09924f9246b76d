import { abortable } from './abortable';

/** The last task of each key, as a promise that never rejects. Shared by all executions of this n8n process. */
const lastTasks = new Map<string, Promise<void>>();

/**
 * Runs a task after all earlier tasks that share a key with it; other tasks run side by side.
 *
 * @param signal ends the wait for the earlier tasks; the task itself must obey it too
 * @throws what the task throws, or the reason of `signal`
 */
export async function runExclusive<Result>(
	keys: string[],
	signal: AbortSignal | undefined,
	task: () => Promise<Result>,
): Promise<Result> {
	const earlier = Promise.all(keys.map((key) => lastTasks.get(key))).then(ignore);
	const result = abortable(earlier, signal).then(task);
	// A task that gives up still holds its place until the earlier ones finish: later ones must not pass them.
	const finished = Promise.all([earlier, result.then(ignore, ignore)]).then(ignore);
	for (const key of keys) lastTasks.set(key, finished);
	try {
		return await result;
	} finally {
		void finished.then(() => forget(keys, finished));
	}
}

function forget(keys: string[], finished: Promise<void>): void {
	for (const key of keys) if (lastTasks.get(key) === finished) lastTasks.delete(key);
}

function ignore(): void {}
