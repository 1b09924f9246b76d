import seedrandom from 'seedrandom';
import { probit } from 'simple-statistics';

/** Median seconds of small documents, usual ones, and books. Anesya's one documented sample took 41. */
export const MEDIANS = [8, 25, 120];

/** The standard deviation of the logarithm: 68 of 100 documents take between half and double the median. */
const SPREAD = 0.7;

/** Log-normally distributed durations, as job times usually are, in milliseconds. */
export function logNormalDurations(medianSeconds: number, count: number, seed: number): number[] {
	const random = seededRandom(seed);
	return Array.from(
		{ length: count },
		() => medianSeconds * 1000 * Math.exp(SPREAD * probit(random())),
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

/** All documents of a run take nearly the same time, or they differ as job times usually do. */
export const DISTRIBUTIONS: Distribution[] = [
	{
		name: 'about 25 s each',
		sample: (count, seed) => uniformDurations(23_000, 27_000, count, seed),
	},
	...MEDIANS.map((median) => ({
		name: `log-normal, median ${median} s`,
		sample: (count: number, seed: number) => logNormalDurations(median, count, seed),
	})),
];

function uniformDurations(from: number, to: number, count: number, seed: number): number[] {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () => from + random() * (to - from));
}

/** Random numbers from 0 to 1; the same seed gives the same numbers. */
export function seededRandom(seed: number): () => number {
	return seedrandom(String(seed));
}
