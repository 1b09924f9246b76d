import { abortable } from './abortable';

/** The last task of each key, as a promise that never fails. Shared by all executions of this n8n process. */
const last = new Map<string, Promise<void>>();

/**
 * Runs a task once all earlier ones that share a key with it are over; others run side by side.
 *
 * @param signal ends the wait for the turn; the task itself has to obey it
 * @throws what the task throws, or the reason of `stop`
 */
export async function runExclusive<Result>(
	keys: string[],
	signal: AbortSignal | undefined,
	task: () => Promise<Result>,
): Promise<Result> {
	const earlier = Promise.all(keys.map((key) => last.get(key))).then(ignore);
	const result = abortable(earlier, signal).then(task);
	// Who gives up its turn does not let later ones pass those before it.
	const over = Promise.all([earlier, result.then(ignore, ignore)]).then(ignore);
	for (const key of keys) last.set(key, over);
	try {
		return await result;
	} finally {
		void over.then(() => forget(keys, over));
	}
}

function forget(keys: string[], over: Promise<void>): void {
	for (const key of keys) if (last.get(key) === over) last.delete(key);
}

function ignore(): void {}
