import { randomUUID } from 'node:crypto';

import { SEARCH_DELAYS } from '../../nodes/Anesya/uploading/searchDelays';
import type { EmulatorOptions } from '../emulator';
import type { Random } from './random';
import { createRandom } from './random';
import { STORED_NAMES } from './storedNames';

/** Milliseconds that the node spends on searching for a lost upload. */
export const RECOVERY_TIME = SEARCH_DELAYS.reduce((sum, delay) => sum + delay, 0);

/**
 * Picks one plausible variant of everything that is unknown about Anesya.
 *
 * @param maxProcessingMs milliseconds that a document takes at most
 */
export function randomVariant(random: Random, maxProcessingMs: number): EmulatorOptions {
	const retryAfter = random.pick([undefined, 'seconds', 'date'] as const);
	const processingSeed = random.number();
	const asItIs = (name: string) => name;
	const storedNames: [typeof asItIs, ...Array<typeof asItIs>] = [
		asItIs,
		...Object.values(STORED_NAMES),
	];
	return {
		// A workflow for this scenario alone: uploads of equal names to one workflow wait for each other.
		workflows: [randomUUID()],
		processingMs: (name) => createRandom(processingSeed, name).integer(100, maxProcessingMs),
		storedName: random.pick(storedNames),
		notReady: random.pick(['200', '202', '202-empty']),
		listCarriesStatus: random.isTrue(0.7),
		listOrder: random.pick(['newest first', 'oldest first', 'by id', 'by name']),
		listSchema: random.pick(['object', 'string', 'null']),
		maxPageSize: random.pick([10, 50, 100]),
		listLag: random.pick([0, 0, RECOVERY_TIME / 30, RECOVERY_TIME / 5]),
		listRowLag: random.pick([0, 0, 1_000, 20_000]),
		listShift: random.pick([0, 0, 3, -3]),
		credits: random.isTrue(0.1) ? random.integer(30, 240) : Infinity,
		rateLimit: random.isTrue(0.1) ? { perSecond: random.pick([5, 20]), retryAfter } : undefined,
	};
}
