import { createLimiter } from '../concurrency/limiter';
import type { Operation, About, ResultItem } from './operation';
import type { Run } from './run';
import { captureFailure } from './operation';

/** Items that are worked on at once; more would only queue up at the server. */
const AT_ONCE = 10;

/** What is done for one item. */
export interface ItemTask {
	/** What it is about; the work may add to it as it learns more. */
	about: About;
	work(): Promise<ResultItem[]>;
}

/**
 * The code of an operation that makes a call or a few for each item.
 *
 * @param begin called once a run; gives the function that reads and checks the fields of one item
 */
export function eachItem(begin: (run: Run) => (itemIndex: number) => ItemTask): Operation['begin'] {
	return (run) => {
		const atOnce = createLimiter(AT_ONCE);
		const taskOf = begin(run);

		return async (itemIndex) => {
			const { about, work } = taskOf(itemIndex);
			return async () =>
				await captureFailure(about, async () => [{ about, items: await atOnce(work) }]);
		};
	};
}
