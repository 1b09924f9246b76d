import { max, mean, sum } from 'simple-statistics';

import type { VirtualWait } from './waitVirtually';

const INTERVAL = 2_000;

/**
 * What Wait + IF of 2 s make of the same documents, if their own work took no time.
 *
 * @param durations of the documents, in milliseconds
 */
export function everyTwoSeconds(durations: number[]): VirtualWait {
	const looks = durations.map((duration) => Math.ceil(duration / INTERVAL));
	const seen = looks.map((count) => count * INTERVAL);
	return {
		requests: sum(looks),
		wall: max(seen) / max(durations),
		meanLag: mean(seen.map((at, index) => (at - (durations[index] ?? at)) / 1000)),
	};
}
