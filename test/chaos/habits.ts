import { randomUUID } from 'node:crypto';

import { SEARCH_DELAYS } from '../../nodes/Anesya/uploading/searchDelays';
import type { EmulatorOptions } from '../emulator';
import type { Chance } from './chance';
import { chanceOf } from './chance';

/** Milliseconds within which the node looks for a lost upload. */
export const LOOKING = SEARCH_DELAYS.reduce((sum, delay) => sum + delay, 0);

/**
 * What is unknown of Anesya, in each plausible variant.
 *
 * @param longest milliseconds that a document takes
 */
export function habitsOf(chance: Chance, longest: number): EmulatorOptions {
	const retryAfter = chance.among([undefined, 'seconds', 'date'] as const);
	const processing = chance.number();
	return {
		// Of its own, or uploads of equal names would take turns with those of other rounds.
		workflows: [randomUUID()],
		processingMs: (name) => chanceOf(processing, name).between(100, longest),
		keptName: chance.happens(0.3) ? asFileName : (name) => name,
		notReady: chance.among(['200', '202', '202-empty']),
		listCarriesStatus: chance.happens(0.7),
		listOrder: chance.among(['newest first', 'oldest first', 'by id', 'by name']),
		listSchema: chance.among(['object', 'string', 'null']),
		largestPage: chance.among([10, 50, 100]),
		listLag: chance.among([0, 0, LOOKING / 30, LOOKING / 5]),
		limit: chance.happens(0.1) ? { perSecond: chance.among([5, 20]), retryAfter } : undefined,
	};
}

/** As Django makes a safe file name of it. */
function asFileName(name: string): string {
	return name
		.normalize('NFD')
		.replaceAll(' ', '_')
		.replace(/[^-\w.]/g, '');
}
