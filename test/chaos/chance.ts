import seedrandom from 'seedrandom';

/** A source of chance that gives the same again wherever the same words open it. */
export interface Chance {
	/** @returns from 0 to 1 */
	number(): number;
	/** Whether something with this likelihood happens. */
	happens(likelihood: number): boolean;
	/** A whole number; both ends are possible. */
	between(least: number, most: number): number;
	among<Value>(values: readonly [Value, ...Value[]]): Value;
}

/**
 * Chance by words instead of by turn: what happens to a document does not depend on which request
 * came first, so that a campaign can be repeated although its requests run side by side.
 */
export function chanceOf(...words: Array<string | number>): Chance {
	const number = seedrandom(words.join('/'));
	const between = (least: number, most: number) =>
		least + Math.floor(number() * (most - least + 1));
	return {
		number,
		between,
		happens: (likelihood) => number() < likelihood,
		among: (values) => values[between(0, values.length - 1)] ?? values[0],
	};
}
