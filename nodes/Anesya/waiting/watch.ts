import type { RunProgress, WatchedExtract } from './looks';
import { createLooks } from './looks';
import type { WaitLimits, WaitResult } from './wait';
import { afterLook, beginWait, isOver } from './wait';
import type { WaitingRoom } from './waitingRoom';

/** Milliseconds; the loop is never asleep for longer, so that little is left behind at a stop. */
const LONGEST_SLEEP = 250;

/** The same for looks that are not due yet: those of thousands of extracts are started together. */
const SHORTEST_SLEEP = 50;

/**
 * Waits until an extract has ended or its time is up.
 *
 * @param workflow where the extract is known to be in, so that a list can tell of it
 * @param isWhole whether all of it is wanted: what a row of a list leaves out is unknown
 * @throws AnesyaApiError when Anesya refuses the id, or too many looks in a row went wrong
 */
export type WaitFor = (
	id: string,
	limits: WaitLimits,
	workflow?: string,
	isWhole?: boolean,
) => Promise<WaitResult>;

/** The waits of one run, in one loop. Items that name the same extract share a wait. */
export function createWatch(room: WaitingRoom): WaitFor {
	const entries = new Set<WatchedExtract>();
	const results = new Map<string, Promise<WaitResult>>();
	const lookAtDue = createLooks(room);
	let isWatching = false;
	let firstEndAt: number | undefined;

	function progress(): RunProgress {
		const run = { pending: entries.size, documents: results.size };
		return firstEndAt === undefined ? run : { ...run, sinceFirstEnd: room.now() - firstEndAt };
	}

	async function watch(): Promise<void> {
		if (isWatching) return;
		isWatching = true;
		try {
			while (entries.size > 0) {
				let next = Infinity;
				for (const { wait, isBusy } of entries) if (!isBusy) next = Math.min(next, wait.nextLookAt);
				const left = next - room.now();
				await room.sleep(left <= 0 ? 0 : Math.min(Math.max(left, SHORTEST_SLEEP), LONGEST_SLEEP));
				lookAtDue(
					[...entries].filter(({ isBusy }) => !isBusy),
					progress(),
				);
			}
		} catch (reason) {
			entries.forEach((entry) => entry.reject(reason));
		}
		isWatching = false;
	}

	function enter(
		id: string,
		limits: WaitLimits,
		workflow: string | undefined,
		isWhole: boolean,
	): Promise<WaitResult> {
		return new Promise((resolve, reject) => {
			const entry: WatchedExtract = {
				wait: beginWait(id, limits, room.now()),
				workflow,
				isWhole,
				isBusy: false,
				reject(reason) {
					entries.delete(entry);
					reject(reason);
				},
				settle(seen, began, usualDelay) {
					entry.isBusy = false;
					try {
						const outcome = afterLook(entry.wait, seen, { began, ended: room.now() }, usualDelay);
						if (!isOver(outcome)) return void (entry.wait = outcome);
						firstEndAt ??= began;
						entries.delete(entry);
						resolve(outcome);
					} catch (reason) {
						entry.reject(reason);
					}
				},
			};
			entries.add(entry);
			void watch();
		});
	}

	return async (id, limits, workflow, isWhole = false) => {
		const key = JSON.stringify([id, limits, isWhole]);
		const result = results.get(key) ?? enter(id, limits, workflow, isWhole);
		results.set(key, result);
		return await result;
	};
}
