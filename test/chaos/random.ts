import seedrandom from 'seedrandom';

/** A random generator. The same seed always gives the same sequence. */
export interface Random {
	/** @returns from 0 to 1 */
	number(): number;
	/** @param likelihood from 0 to 1 */
	isTrue(likelihood: number): boolean;
	/** @returns a whole number; both ends are possible */
	integer(min: number, max: number): number;
	pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

/**
 * Creates a generator for one subject, such as one document: what happens to a document does not depend
 * on which request came first, so a campaign can be repeated although its requests run in parallel.
 *
 * @param seed the words that name the subject
 */
export function createRandom(...seed: Array<string | number>): Random {
	const number = seedrandom(seed.join('/'));
	const integer = (min: number, max: number) => min + Math.floor(number() * (max - min + 1));
	return {
		number,
		integer,
		isTrue: (likelihood) => number() < likelihood,
		pick: (values) => values[integer(0, values.length - 1)] ?? values[0],
	};
}
