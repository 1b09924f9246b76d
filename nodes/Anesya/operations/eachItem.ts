import { createLimiter } from '../concurrency/limiter';
import type { About, Operation, Success } from './operation';
import { captureFailure } from './operation';
import type { Run } from './run';

/** Items that are worked on at once. More would only queue at the server. */
const AT_ONCE = 10;

/** What is done for one item. */
export interface ItemTask {
	/** The document or schema, for error texts. `work` may add to it as it learns more. */
	about: About;
	work(): Promise<Success['items']>;
}

/**
 * The code of an operation that makes one or a few calls for each item.
 *
 * @param begin is called once for each run; returns the function that reads and checks the fields of one item
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
