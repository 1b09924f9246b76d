import seedrandom from 'seedrandom';
import { probit } from 'simple-statistics';

/** Median seconds of small documents, usual ones, and books. Anesya's one documented sample took 41. */
export const MEDIANS = [8, 25, 120];

/** The standard deviation of the logarithm: 68 of 100 documents take between half and double the median. */
const SPREAD = 0.7;

/** Log-normally distributed durations, as job times usually are, in milliseconds. */
export function logNormalDurations(
	medianSeconds: number,
	count: number,
	seed: number,
	spread = SPREAD,
): number[] {
	const random = seededRandom(seed);
	return Array.from(
		{ length: count },
		() => medianSeconds * 1000 * Math.exp(spread * probit(random())),
	);
}

/** A document name that contains how long the document takes, so that every process knows it. */
export function documentName(index: number, duration: number): string {
	return `document-${String(index).padStart(4, '0')}-${Math.round(duration)}-ms.pdf`;
}

/** @returns milliseconds; 0 for a document with another name */
export function durationIn(name: string): number {
	return Number(/-(\d+)-ms\.pdf$/.exec(name)?.[1] ?? 0);
}

/** How long documents take; the same for all that are compared. */
export interface Distribution {
	name: string;
	/** @returns milliseconds */
	sample(count: number, seed: number): number[];
}

/** Documents of a workflow resemble each other, more or less. */
const SPREADS = [0.15, 0.3, 0.5];

/** Usual documents with several spreads, and two kinds in one workflow. */
export const DISTRIBUTIONS: Distribution[] = [
	...MEDIANS.flatMap((median) => SPREADS.map((spread) => logNormal(median, spread))),
	{
		name: 'half about 8 s, half about 60 s',
		sample: (count, seed) => {
			const [short, long] = [logNormal(8, 0.15), logNormal(60, 0.15)].map(({ sample }, index) =>
				sample(count, seed + index),
			);
			const random = seededRandom(seed + 2);
			return Array.from(
				{ length: count },
				(_, index) => (random() < 0.5 ? short : long)?.[index] ?? 0,
			);
		},
	},
];

/** @param median seconds */
export function logNormal(median: number, spread: number): Distribution {
	return {
		name: `${median} s, spread ${spread}`,
		sample: (count, seed) => logNormalDurations(median, count, seed, spread),
	};
}

/** Random numbers from 0 to 1; the same seed gives the same numbers. */
export function seededRandom(seed: number): () => number {
	return seedrandom(String(seed));
}
