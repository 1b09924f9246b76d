import { mean, quantile } from 'simple-statistics';

import type { Schedule } from './schedules';

/** What waiting for many documents, each alone, came to. */
export interface Outcome {
	/** Seconds between the end of a document and the look that finds it. */
	meanLag: number;
	lag95: number;
	/** For each document. */
	requests: number;
}

/** Looks at documents of these durations in virtual time; a request itself takes none. */
export function simulate(
	{ first, next }: Schedule,
	durations: number[],
	random: () => number,
): Outcome {
	const lags: number[] = [];
	let requests = 0;
	for (const duration of durations) {
		let [waited, looks] = [first, 1];
		for (; waited < duration; looks += 1) waited += next(waited, looks, random());
		lags.push((waited - duration) / 1000);
		requests += looks;
	}
	return {
		meanLag: mean(lags),
		lag95: quantile(lags, 0.95),
		requests: requests / durations.length,
	};
}
