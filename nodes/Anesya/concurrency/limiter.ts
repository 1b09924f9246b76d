import { abortable } from './abortable';

/**
 * Runs a task as soon as fewer than the limit are running.
 *
 * @param signal ends the wait for its turn; its reason is thrown
 */
export type Limiter = <Result>(
	task: () => Promise<Result>,
	signal?: AbortSignal,
) => Promise<Result>;

/**
 * Limits how many tasks run at the same time; the others wait in the order in which they came.
 *
 * @param limit how many, at least 1
 */
export function createLimiter(limit: number): Limiter {
	let running = 0;
	const waiting: Array<() => void> = [];

	async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
		let take = () => {};
		const turn = new Promise<void>((resolve) => waiting.push((take = resolve)));
		await abortable(turn, signal).catch((reason: unknown) => {
			const place = waiting.indexOf(take);
			// If its turn has come in the same moment, it is passed on.
			if (place < 0) endTurn();
			else waiting.splice(place, 1);
			throw reason;
		});
	}

	function endTurn(): void {
		const next = waiting.shift();
		if (next === undefined) running -= 1;
		else next();
	}

	return async (task, signal) => {
		if (running >= limit) await takeTurn(signal);
		else running += 1;
		try {
			return await task();
		} finally {
			endTurn();
		}
	};
}
