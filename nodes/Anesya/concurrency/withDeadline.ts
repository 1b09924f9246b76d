import { sleepWhile } from './sleep';

/** The time for a piece of work is up. */
export class TimeUpError extends Error {
	readonly code = 'ETIMEDOUT';
}

/**
 * Waits for work that cannot be aborted, but no longer than a time limit.
 *
 * @param remaining milliseconds that are left; asked again when they have passed, since work that makes
 * progress may get more of them
 * @throws what `work` throws, or TimeUpError
 */
export async function withDeadline<Result>(
	work: Promise<Result>,
	remaining: () => number,
): Promise<Result> {
	let isFinished = false;
	const watch = async (): Promise<Result> => {
		for (let left = remaining(); left > 0; left = remaining()) {
			await sleepWhile(() => !isFinished, left);
			if (isFinished) return await work;
		}
		throw new TimeUpError('The time is up');
	};
	try {
		return await Promise.race([work, watch()]);
	} finally {
		isFinished = true;
	}
}
