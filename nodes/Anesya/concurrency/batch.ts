import { abortable } from './abortable';
import { sleep } from './sleep';

/**
 * Asks for work that others may ask for as well: those that ask in time share it. It always begins after
 * it was asked for, even while the same work is running already.
 *
 * @param signal ends the wait; its reason is thrown
 */
export type Batch<Query, Result> = (
	query: Query,
	signal: AbortSignal | undefined,
) => Promise<Result>;

/** Why work is given up that nobody waits for any more. */
const LEFT = new Error('Nobody waits for this any more');

/**
 * @param work does at once what several queries ask for; its signal is aborted when nobody waits any more
 * @param gathering milliseconds in which queries come together; longer while earlier work is running
 */
export function createBatch<Query, Result>(
	work: (queries: Query[], signal: AbortSignal) => Promise<Result>,
	gathering: number,
): Batch<Query, Result> {
	let lastWork: Promise<unknown> = Promise.resolve();
	let next: ReturnType<typeof gather> | undefined;

	function gather() {
		const queries: Query[] = [];
		const abandoned = new AbortController();
		const begin = async () => {
			await Promise.all([lastWork, sleep(gathering, undefined)]);
			next = undefined;
			return await work(queries, abandoned.signal);
		};
		const result = begin();
		lastWork = result.catch(() => {});
		return { queries, abandoned, result, waiting: 0 };
	}

	return async (query, signal) => {
		const joined = (next ??= gather());
		joined.queries.push(query);
		joined.waiting += 1;
		try {
			return await abortable(joined.result, signal);
		} finally {
			joined.waiting -= 1;
			if (joined.waiting === 0 && joined !== next) joined.abandoned.abort(LEFT);
		}
	};
}
