import { mean, quantile } from 'simple-statistics';

import type { Measurements } from '../benchmark';
import type { Distribution } from '../durations';
import { DISTRIBUTIONS, seededRandom } from '../durations';
import type { Spread } from '../report/spread';
import { ratio, show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { Schedule } from './schedules';
import { learnedFrom, OTHERS, STEADY } from './schedules';

const SAMPLES = 20_000;
const SEEDS = [1, 2, 3, 4, 5];

/** Documents of the kind that this node has seen before. What it learns from them differs from draw to draw. */
const SEEN = [20, 5, 1];
const DRAWS = 200;

/** As good as knowing the distribution. */
const ALL_BUT_KNOWN = 30;

/** Compares the schedules for a single document. */
export function measureSingleDocument(): Measurements {
	const measured = DISTRIBUTIONS.map((distribution) => ({
		distribution: distribution.name,
		schedules: [
			...SEEN.map((seen) => ({
				name: `this node, ${seen} seen`,
				batches: SEEDS.map((seed) => learnedBatch(distribution, seen, seed)),
			})),
			{
				name: 'this node, if it knew the distribution',
				batches: SEEDS.map((seed) => batch(knowing(distribution), distribution, seed)),
			},
			...[STEADY, ...OTHERS].map((schedule) => ({
				name: schedule.name,
				batches: SEEDS.map((seed) => batch(schedule, distribution, seed)),
			})),
		],
	}));
	return { tables: measured.map(tableOf), raw: { samples: SAMPLES, seeds: SEEDS, measured } };
}

type Batches = Array<{ name: string; batches: ScheduleResult[] }>;

function batch(schedule: Schedule, { sample }: Distribution, seed: number): ScheduleResult {
	const durations = sample(SAMPLES / SEEDS.length, seed);
	return summaryOf(simulateSchedule(schedule, durations, seededRandom(seed + 1_000)));
}

function learnedBatch({ sample }: Distribution, seen: number, seed: number): ScheduleResult {
	const perDraw = SAMPLES / SEEDS.length / DRAWS;
	const random = seededRandom(seed + 1_000);
	const checked = Array.from({ length: DRAWS }, (_, draw) => {
		const [before, after] = [
			sample(seen, seed * 10_000 + draw),
			sample(perDraw, seed * 20_000 + draw),
		];
		return simulateSchedule(learnedFrom(before), after, random);
	});
	return summaryOf(checked.flat());
}

/** Evenly spread quantiles of many documents. */
function knowing({ sample }: Distribution): Schedule {
	const sorted = sample(10_000, 99).sort((one, other) => one - other);
	const even = Array.from(
		{ length: ALL_BUT_KNOWN },
		(_, index) => sorted[Math.floor(((index + 0.5) / ALL_BUT_KNOWN) * sorted.length)] ?? 0,
	);
	// Neighbours must not be of one age: older ones count for less.
	return learnedFrom(even.map((_, index) => even[(index * 7) % ALL_BUT_KNOWN] ?? 0));
}

function tableOf({ distribution, schedules }: { distribution: string; schedules: Batches }): Table {
	const cost = (batches: ScheduleResult[]): Spread =>
		spreadOf(batches.map(({ meanLag, requests }) => meanLag * requests));
	const steady = schedules.find(({ name }) => name === STEADY.name);
	const rows = schedules.map(({ name, batches }) => [
		name,
		steady === undefined ? '' : ratio(cost(batches), cost(steady.batches)),
		show(cost(batches)),
		show(spreadOf(batches.map(({ meanLag }) => meanLag)), 2),
		show(spreadOf(batches.map(({ lag95 }) => lag95))),
		show(spreadOf(batches.map(({ requests }) => requests))),
	]);
	return {
		title: `One document alone, ${distribution}`,
		columns: [
			'schedule',
			'lag x requests, against nothing known',
			'lag x requests',
			'mean lag, s',
			'95th percentile, s',
			'requests a document',
		],
		rows,
		note: `${SAMPLES} samples in ${SEEDS.length} batches: median of the batches, least to most.`,
	};
}

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
