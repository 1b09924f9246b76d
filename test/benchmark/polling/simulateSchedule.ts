import { mean, quantile } from 'simple-statistics';

import type { Schedule } from './schedules';

/** The result of waiting for many documents, each alone. */
export interface ScheduleResult {
	/** Seconds between the end of a document and the check that finds it. */
	meanLag: number;
	lag95: number;
	/** For each document. */
	requests: number;
}

/** What waiting for a document came to: seconds, and requests. */
export interface Checked {
	lag: number;
	checks: number;
}

/** Checks documents with these durations in virtual time; a request itself takes none. */
export function simulateSchedule(
	{ first, next }: Schedule,
	durations: number[],
	random: () => number,
): Checked[] {
	return durations.map((duration) => {
		let [waited, checks] = [first(random), 1];
		for (; waited < duration; checks += 1) waited += next(waited, checks, random);
		return { lag: (waited - duration) / 1000, checks };
	});
}

export function summaryOf(checked: Checked[]): ScheduleResult {
	const lags = checked.map(({ lag }) => lag);
	return {
		meanLag: mean(lags),
		lag95: quantile(lags, 0.95),
		requests: mean(checked.map(({ checks }) => checks)),
	};
}
