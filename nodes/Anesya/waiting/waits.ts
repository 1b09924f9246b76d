import type { WaitingRoom, WaitLimits, WaitResult } from './waitForExtract';
import { waitForExtract } from './waitForExtract';

/** Waits for an extract; several items that name the same one share the wait. */
export type WaitFor = (id: string, limits: WaitLimits) => Promise<WaitResult>;

/** The waits of one run. */
export function createWaits(room: WaitingRoom): WaitFor {
	const waits = new Map<string, Promise<WaitResult>>();

	return async (id, limits) => {
		const key = JSON.stringify([id, limits]);
		const wait = waits.get(key) ?? waitForExtract(id, limits, room);
		waits.set(key, wait);
		return await wait;
	};
}
