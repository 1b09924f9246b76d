import { sleep } from './sleep';
import { TimeUpError } from './withDeadline';

/** What else ends a task early, and how it is told that its time is up. */
export interface TimeLimitOptions {
	signal?: AbortSignal;
	/** Makes the reason that the task's signal is aborted with: a TimeUpError unless given. */
	timeUp?(): unknown;
}

/**
 * Runs a task that is told when its time is up, so that nothing of it goes on.
 *
 * @param milliseconds that it may take
 * @param task gets a signal that is aborted when the time is up, or by `options.signal`
 * @throws what the task throws, or the reason of `options.signal` if that is aborted already
 */
export async function withTimeLimit<Result>(
	milliseconds: number,
	task: (signal: AbortSignal) => Promise<Result>,
	{ signal, timeUp = () => new TimeUpError('The time is up') }: TimeLimitOptions = {},
): Promise<Result> {
	signal?.throwIfAborted();
	const [time, finished] = [new AbortController(), new AbortController()];
	sleep(milliseconds, finished.signal).then(
		() => time.abort(timeUp()),
		() => {},
	);
	try {
		return await task(signal ? AbortSignal.any([signal, time.signal]) : time.signal);
	} finally {
		finished.abort(FINISHED);
	}
}

/** Given, so that no error with a stack is made for each task. */
const FINISHED = new Error('The task has finished');
