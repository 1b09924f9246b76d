import type { ClientName } from './clients';

/** Documents for each of these clients, once for each seed; all of them in parallel. */
export interface Comparison {
	documents: number;
	medianSeconds: number;
	seeds: number[];
	clients: ClientName[];
}

/** Comparisons that run in parallel, as many as two processors can take. */
export interface Round {
	/** How much faster time passes. A thousand documents are uploaded in real time, or the uploads would count too much. */
	speed: number;
	comparisons: Comparison[];
}

const POLLING: ClientName[] = ['limit', 'node', 'nodeWithoutList', 'loop'];
const ALL: ClientName[] = [...POLLING, 'serial'];
const FASTEST: ClientName[] = ['limit', 'node'];

const comparison = (
	documents: number,
	medianSeconds: number,
	seeds: number[],
	clients: ClientName[],
): Comparison => ({ documents, medianSeconds, seeds, clients });

/** Rounds of the same speed follow each other, because servers are started anew for each speed. */
export const ROUNDS: Round[] = [
	{
		speed: 1,
		comparisons: [
			comparison(1, 8, [1, 2, 3, 4, 5], ALL),
			comparison(10, 8, [1, 2, 3], POLLING),
			comparison(20, 8, [1, 2, 3], POLLING),
			comparison(100, 8, [1, 2], POLLING),
			comparison(100, 8, [3, 4, 5], FASTEST),
			comparison(100, 25, [1], POLLING),
		],
	},
	{ speed: 1, comparisons: [comparison(1_000, 8, [1], [...FASTEST, 'nodeWithoutList'])] },
	{ speed: 1, comparisons: [comparison(1_000, 8, [1], ['loop'])] },
	{
		speed: 5,
		comparisons: [
			comparison(1, 25, [1, 2, 3, 4, 5], ALL),
			comparison(10, 25, [1, 2, 3], POLLING),
			comparison(10, 8, [1, 2, 3], ['serial']),
		],
	},
	{ speed: 5, comparisons: [comparison(20, 25, [1, 2, 3], POLLING)] },
	{
		speed: 5,
		comparisons: [
			comparison(1, 120, [1, 2, 3], POLLING),
			comparison(10, 120, [1], POLLING),
			comparison(20, 120, [1], POLLING),
		],
	},
	{
		speed: 2,
		comparisons: [comparison(100, 25, [2, 3, 4, 5], FASTEST), comparison(1_000, 25, [1], FASTEST)],
	},
	{
		speed: 12,
		comparisons: [
			comparison(20, 120, [2, 3], FASTEST),
			comparison(100, 120, [1, 2, 3], FASTEST),
			comparison(1_000, 120, [1], FASTEST),
		],
	},
];

export const QUICK_ROUNDS: Round[] = [
	{
		speed: 2,
		comparisons: [
			comparison(1, 8, [1, 2, 3], POLLING),
			comparison(20, 8, [1], POLLING),
			comparison(100, 8, [1], POLLING),
		],
	},
];
