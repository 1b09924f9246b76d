import { probit } from 'simple-statistics';

import { randomFrom } from './random';

/** Seconds that half of the documents take at the most: small ones, usual ones, and books. Anesya's one documented sample took 41. */
export const MEDIANS = [8, 25, 120];

/** Of the logarithm: of 100 documents, 68 take between half and double of the median. */
const SPREAD = 0.7;

/** How long documents take, log-normally distributed as job times usually are, in milliseconds. */
export function durations(medianSeconds: number, count: number, seed: number): number[] {
	const random = randomFrom(seed);
	return Array.from(
		{ length: count },
		() => medianSeconds * 1000 * Math.exp(SPREAD * probit(random())),
	);
}
