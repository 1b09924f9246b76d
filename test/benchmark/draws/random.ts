import seedrandom from 'seedrandom';

/** Numbers from 0 to 1, the same ones in each run. */
export function randomFrom(seed: number): () => number {
	return seedrandom(String(seed));
}
