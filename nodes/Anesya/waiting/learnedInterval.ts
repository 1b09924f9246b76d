import type { Forecast } from './forecast';
import { evenInterval } from './steadySchedule';

/** The steps of the integration: the first in milliseconds, and the factor from one to the next. */
const FIRST_STEP = 100;
const GROWTH = 1.15;

/** A status check to come. */
export interface NextCheck {
	forecast: Forecast;
	/** Milliseconds since the upload of each document that is waited for, longest first; at least one. */
	elapsed: readonly number[];
	/** Requests that it takes, for each document that the result is worth waiting for. */
	requests: number;
	longest: number;
}

/**
 * How long to wait before a check. The expected lag grows while we wait: it is the integral of the chance
 * that all documents have ended by then. The check is due when this lag reaches the price of its requests.
 * So checks are rare while an end is unlikely, and frequent while it is likely.
 *
 * @returns milliseconds
 */
export function learnedInterval({ forecast, elapsed, requests, longest }: NextCheck): number {
	const [longestWait = 0] = elapsed;
	const haveEnded = chanceOfEnd(forecast, elapsed);

	let [interval, step, lag, chance] = [0, FIRST_STEP, 0, 0];
	while (interval < longest) {
		const nextChance = haveEnded(interval + step);
		const nextLag = lag + ((chance + nextChance) / 2) * step;
		const price = priceAt(longestWait + interval + step) * requests;
		if (nextLag >= price)
			return Math.min(longest, interval + (step * (price - lag)) / (nextLag - lag));
		interval += step;
		[lag, chance, step] = [nextLag, nextChance, step * GROWTH];
	}
	return longest;
}

/**
 * The price of a request, in milliseconds of lag. Where nothing is known, checks at even intervals cost
 * interval / 2 of lag on average, and waited / interval requests, so a request is worth the quotient of
 * the two, interval² / (2 × waited), or the lag itself if that is less.
 */
function priceAt(waited: number): number {
	const interval = evenInterval(waited);
	return interval ** 2 / (2 * Math.max(waited, interval));
}

/** Documents with similar times form a group: exact times would cost more and change little. */
const MAX_GROUPS = 8;

/**
 * The chance that all documents will have ended after some time, given that none has now. Those of a
 * run are alike: either all are of a usual kind, or none is.
 */
function chanceOfEnd(
	{ usual, unusual, unusualShare }: Forecast,
	elapsed: readonly number[],
): (later: number) => number {
	const youngest = elapsed.at(-1) ?? 0;
	const groupSize = Math.ceil(elapsed.length / MAX_GROUPS);
	const groups: Array<{ since: number; ended: number; size: number }> = [];
	for (let end = elapsed.length; end > 0; end -= groupSize) {
		const since = elapsed[end - 1] ?? 0;
		groups.push({ since, ended: usual(since), size: Math.min(groupSize, end) });
	}
	const unusualEnded = unusual(youngest);
	const odds = unusualShare * (1 - unusualEnded);
	const share = odds / (odds + (1 - unusualShare) * (1 - usual(youngest)));

	return (later) => {
		let all = 1;
		for (const { since, ended, size } of groups)
			all *= conditional(ended, usual(since + later)) ** size;
		return (1 - share) * all + share * conditional(unusualEnded, unusual(youngest + later));
	};
}

function conditional(before: number, after: number): number {
	return before < 1 ? (after - before) / (1 - before) : 1;
}
