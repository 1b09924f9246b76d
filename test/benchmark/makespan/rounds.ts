import type { EntrantName } from './entrants';

/** Documents for each of these contenders, once for each seed; all of them at the same time. */
export interface Comparison {
	documents: number;
	medianSeconds: number;
	seeds: number[];
	entrants: EntrantName[];
}

/** Comparisons that go on at the same time, as many as two processors can bear. */
export interface Round {
	/** How much faster time goes by. A thousand documents are uploaded in real time, or the uploads would count too much. */
	speed: number;
	comparisons: Comparison[];
}

const POLLING: EntrantName[] = ['limit', 'node', 'nodeWithoutList', 'loop'];
const ALL: EntrantName[] = [...POLLING, 'serial'];
const BEST: EntrantName[] = ['limit', 'node'];

const of = (
	documents: number,
	medianSeconds: number,
	seeds: number[],
	entrants: EntrantName[],
): Comparison => ({ documents, medianSeconds, seeds, entrants });

/** Rounds of the same speed follow each other, since servers have to be started for it. */
export const ROUNDS: Round[] = [
	{
		speed: 1,
		comparisons: [
			of(1, 8, [1, 2, 3, 4, 5], ALL),
			of(10, 8, [1, 2, 3], POLLING),
			of(20, 8, [1, 2, 3], POLLING),
			of(100, 8, [1, 2], POLLING),
			of(100, 8, [3, 4, 5], BEST),
			of(100, 25, [1], POLLING),
		],
	},
	{ speed: 1, comparisons: [of(1_000, 8, [1], [...BEST, 'nodeWithoutList'])] },
	{ speed: 1, comparisons: [of(1_000, 8, [1], ['loop'])] },
	{
		speed: 5,
		comparisons: [
			of(1, 25, [1, 2, 3, 4, 5], ALL),
			of(10, 25, [1, 2, 3], POLLING),
			of(10, 8, [1, 2, 3], ['serial']),
		],
	},
	{ speed: 5, comparisons: [of(20, 25, [1, 2, 3], POLLING)] },
	{
		speed: 5,
		comparisons: [
			of(1, 120, [1, 2, 3], POLLING),
			of(10, 120, [1], POLLING),
			of(20, 120, [1], POLLING),
		],
	},
	{ speed: 2, comparisons: [of(100, 25, [2, 3, 4, 5], BEST), of(1_000, 25, [1], BEST)] },
	{
		speed: 12,
		comparisons: [
			of(20, 120, [2, 3], BEST),
			of(100, 120, [1, 2, 3], BEST),
			of(1_000, 120, [1], BEST),
		],
	},
];

export const QUICK_ROUNDS: Round[] = [
	{
		speed: 2,
		comparisons: [of(1, 8, [1, 2, 3], POLLING), of(20, 8, [1], POLLING), of(100, 8, [1], POLLING)],
	},
];
