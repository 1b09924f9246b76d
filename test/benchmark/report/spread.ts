import { max, median, min } from 'simple-statistics';

/** The figures of several runs. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** @param values at least one */
export function spreadOf(values: number[]): Spread {
	return { median: median(values), least: min(values), most: max(values) };
}

/** The median; where the runs differ visibly, also the lowest and the highest figure: `1.2 (1.1 to 1.4)`. */
export function show({ median: middle, least, most }: Spread, digits = 1): string {
	const [low, mid, high] = [least, middle, most].map((value) => value.toFixed(digits));
	return low === high ? `${mid}` : `${mid} (${low} to ${high})`;
}

/** The ratio of two medians: `1.34 x`. */
export function ratio(of: Spread, to: Spread): string {
	return `${(of.median / to.median).toFixed(2)} x`;
}
