import type { CheckedExtract } from './checkedExtract';
import type { Forecast } from './forecast';
import { createForecast } from './forecast';
import { learnedInterval } from './learnedInterval';
import type { RunProgress } from './steadySchedule';
import { checkInterval, listInterval, spread } from './steadySchedule';
import type { WaitPorts } from './waitPorts';

/** Milliseconds between two checks at least. */
const SHORTEST = 500;

/** Milliseconds after which a document takes long enough that knowing others of its kind saves requests. */
const LONG = 12_000;

/** Fraction of the price of its requests at which a list pays off: every item of a run waits for the last. */
const SHARE_OF_PRICE = 0.1;

/** Share of the typical duration that passes between two readings of a list at least, for each page of it. */
const DENSEST = 1 / 20;

/**
 * Share of the time waited that passes between two readings at least, as between the checks of a last
 * document at steady intervals. Half of it is what a straggler adds to a run: about 1 %.
 */
const UNNOTICED = 1 / 35;

/** Milliseconds at most: what was learned may be wrong. */
const LONGEST = 30_000;

/** The same for what is only said not to be noticed. */
const LONGEST_UNNOTICED = 10_000;

/** Milliseconds at most for a document alone until it has taken a minute, and the share of the time waited later. */
const LONGEST_ALONE = 15_000;
const LONGEST_SHARE = 1 / 4;

/** What is known of an extract when the wait for it begins. */
export interface Upload {
	kind: string | undefined;
	/** Whether others were uploaded with it. */
	isOneOfMany: boolean;
	uploadedAt: number;
}

/**
 * When status checks are due: by what is known of documents of the same kind, or at steady intervals while
 * nothing is known. All times are milliseconds.
 */
export interface Schedule {
	/**
	 * How long to wait before the first check.
	 *
	 * @param usual that while nothing is known
	 */
	firstDelay(upload: Upload, usual: number, now: number): number;
	/** Whether it is worthwhile to ask for the extraction times of other documents of a kind. */
	isSurveyWorthwhile(extracts: CheckedExtract[], now: number): boolean;
	/** Takes the extraction times of others: they count for little, and only until some are known. */
	survey(kind: string | undefined, extractionTimes: readonly number[], now: number): void;
	/** @returns how long after this check of one extract to check it again */
	delayAfterCheck(extract: CheckedExtract, startedAt: number, run: RunProgress): number;
	/**
	 * The same after reading a list.
	 *
	 * @param group the extracts that it tells about
	 * @param requests that one reading takes
	 */
	delayAfterList(
		group: CheckedExtract[],
		startedAt: number,
		run: RunProgress,
		requests: number,
	): number;
}

/** The schedule of one run. */
export function createSchedule({
	durations,
	random,
}: Pick<WaitPorts, 'durations' | 'random'>): Schedule {
	const forecasts = new Map<string, { known: readonly number[]; forecast?: Forecast }>();

	function forecastOf(kind: string | undefined): Forecast | undefined {
		if (kind === undefined) return undefined;
		const known = durations.of(kind);
		const latest = forecasts.get(kind);
		if (latest?.known === known) return latest.forecast;
		const forecast = createForecast(known);
		forecasts.set(kind, { known, forecast });
		return forecast;
	}

	/**
	 * Whether what was learned may not hold for a document of this moment: then checks are bounded. If it is
	 * alone and others like it ended just before, such checks would cost too much.
	 */
	function mayBeWrong(kind: string, isOneOfMany: boolean, moment: number): boolean {
		return isOneOfMany || !durations.isFresh(kind, moment);
	}

	function delayAfterCheck(
		{ pending, kind = '' }: CheckedExtract,
		startedAt: number,
		run: RunProgress,
	): number {
		const isOneOfMany = run.documents > 1;
		const waited = startedAt - pending.uploadedAt;
		const steady = checkInterval({ ...run, waited }, random());
		const forecast = forecastOf(kind);
		if (forecast === undefined) return steady;
		// Only the last document of a run decides how long it takes, and any may be the last.
		const requests = run.pending / run.documents;
		const longest = isOneOfMany ? LONGEST : longestAlone(waited);
		const interval = learnedInterval({ forecast, elapsed: [waited], requests, longest });
		const learned = Math.max(SHORTEST, interval) * spread(random());
		const delay = isOneOfMany ? Math.max(learned, steady) : learned;
		const isBounded = mayBeWrong(kind, isOneOfMany, pending.uploadedAt);
		return isBounded ? Math.min(delay, Math.max(steady, waited)) : delay;
	}

	return {
		delayAfterCheck,
		firstDelay({ kind = '', isOneOfMany, uploadedAt }, usual, now) {
			const forecast = forecastOf(kind);
			if (forecast === undefined) return usual;
			const waited = now - uploadedAt;
			const longest = longestAlone(waited);
			const check = { forecast, elapsed: [waited], requests: 1, longest };
			const learned = learnedInterval(check) * spread(random());
			return mayBeWrong(kind, isOneOfMany, now) ? Math.min(learned, usual) : learned;
		},
		isSurveyWorthwhile: (extracts, now) =>
			extracts.some(
				({ kind, pending }) =>
					kind !== undefined && now - pending.since >= LONG && durations.of(kind).length === 0,
			),
		survey(kind, extractionTimes, now) {
			if (kind === undefined || extractionTimes.length < 3 || durations.of(kind).length > 0) return;
			const sorted = [...extractionTimes].sort((one, other) => one - other);
			for (const share of [0.25, 0.75, 0.5])
				durations.note(kind, sorted[Math.floor(sorted.length * share)] ?? 1, now);
		},
		delayAfterList(group, startedAt, run, requests) {
			const [one] = group;
			if (one !== undefined && run.documents === 1) return delayAfterCheck(one, startedAt, run);
			const elapsed = group
				.map(({ pending }) => startedAt - pending.uploadedAt)
				.sort((one, other) => other - one);
			const steady = listInterval({ ...run, waited: elapsed[0] ?? 0 }, requests, random());
			const forecast = forecastOf(one?.kind);
			if (forecast === undefined) return steady;
			const each = (SHARE_OF_PRICE * requests) / run.documents;
			const interval = learnedInterval({ forecast, elapsed, requests: each, longest: LONGEST });
			const densest = Math.min(steady, forecast.typical * DENSEST * requests);
			const unnoticed = Math.min((elapsed[0] ?? 0) * UNNOTICED, LONGEST_UNNOTICED);
			const delay = Math.max(interval * spread(random()), densest, unnoticed);
			return Math.min(delay, Math.max(steady, elapsed.at(-1) ?? 0));
		},
	};
}

function longestAlone(waited: number): number {
	return Math.min(Math.max(LONGEST_ALONE, waited * LONGEST_SHARE), LONGEST);
}
