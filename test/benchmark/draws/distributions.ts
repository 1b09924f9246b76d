import { durations, MEDIANS } from './durations';
import { randomFrom } from './random';

/** How long documents take; the same ones for all that are compared. */
export interface Distribution {
	name: string;
	/** @returns milliseconds */
	draw(count: number, seed: number): number[];
}

/** All documents of a run take nearly the same, or they differ as job times usually do. */
export const DISTRIBUTIONS: Distribution[] = [
	{ name: 'about 25 s each', draw: (count, seed) => evenly(23_000, 27_000, count, seed) },
	...MEDIANS.map((median) => ({
		name: `log-normal, median ${median} s`,
		draw: (count: number, seed: number) => durations(median, count, seed),
	})),
];

function evenly(from: number, to: number, count: number, seed: number): number[] {
	const random = randomFrom(seed);
	return Array.from({ length: count }, () => from + random() * (to - from));
}
