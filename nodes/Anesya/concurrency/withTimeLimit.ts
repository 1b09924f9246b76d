import { sleep } from './sleep';
import { TimeUpError } from './withDeadline';

/**
 * Runs a task that is told when its time is up, so that nothing of it goes on.
 *
 * @param task gets a signal that is aborted after so many milliseconds, with a TimeUpError
 * @throws what the task throws
 */
export async function withTimeLimit<Result>(
	milliseconds: number,
	task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	const [timeUp, finished] = [new AbortController(), new AbortController()];
	sleep(milliseconds, finished.signal).then(
		() => timeUp.abort(new TimeUpError('The time is up')),
		() => {},
	);
	try {
		return await task(timeUp.signal);
	} finally {
		finished.abort();
	}
}
