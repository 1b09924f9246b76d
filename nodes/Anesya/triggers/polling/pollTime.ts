import { withTimeLimit } from '../../concurrency/withTimeLimit';

/**
 * Milliseconds. n8n 2.41 abandons a poll after 45 seconds if its scheduler runs the polls, and forgets
 * what it changed.
 */
const LONGEST_POLL = 30_000;

/** The time that one poll may take. What it cannot do by then is left to the next one. */
export interface PollTime {
	/** @param share of the whole time, from 0 to 1 */
	hasTime(share: number): boolean;
	/** Milliseconds since the poll began. */
	elapsed(): number;
	/** Aborted with a TimeUpError when the time is up, so that no request goes on. */
	signal?: AbortSignal;
}

/**
 * Runs a poll within its time.
 *
 * @param allowed milliseconds until n8n abandons the poll, if it says so
 * @throws what the task throws
 */
export async function withinPollTime<Result>(
	allowed: number | undefined,
	task: (time: PollTime) => Promise<Result>,
): Promise<Result> {
	const milliseconds = Math.min(allowed ?? LONGEST_POLL, LONGEST_POLL);
	const startedAt = performance.now();
	return await withTimeLimit(
		milliseconds,
		async (signal) =>
			await task({
				signal,
				hasTime: (share) => performance.now() - startedAt < milliseconds * share,
				elapsed: () => performance.now() - startedAt,
			}),
	);
}

/** Milliseconds that the scheduler of n8n 2.41 gives a poll; undefined where n8n does not say. */
export function budgetOf(context: object): number | undefined {
	const tell: unknown = 'getPollBudgetMs' in context ? context.getPollBudgetMs : undefined;
	const budget: unknown = typeof tell === 'function' ? tell.call(context) : undefined;
	return typeof budget === 'number' && budget > 0 ? budget : undefined;
}
