import { mean, quantile } from 'simple-statistics';

import type { Measurements } from '../benchmark';
import type { Distribution } from '../durations';
import { DISTRIBUTIONS, seededRandom } from '../durations';
import type { Spread } from '../report/spread';
import { ratio, show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { Schedule } from './schedules';
import { SCHEDULES, THIS_NODE } from './schedules';

const SAMPLES = 20_000;
const SEEDS = [1, 2, 3, 4, 5];

/** Compares the schedule for a single document with those of others. */
export function measureSingleDocument(): Measurements {
	const measured = DISTRIBUTIONS.map((distribution) => ({
		distribution: distribution.name,
		schedules: SCHEDULES.map((schedule) => ({
			name: schedule.name,
			batches: SEEDS.map((seed) => batch(schedule, distribution, seed)),
		})),
	}));
	return { tables: measured.map(tableOf), raw: { samples: SAMPLES, seeds: SEEDS, measured } };
}

type Batches = Array<{ name: string; batches: ScheduleResult[] }>;

function batch(schedule: Schedule, { sample }: Distribution, seed: number): ScheduleResult {
	return simulateSchedule(
		schedule,
		sample(SAMPLES / SEEDS.length, seed),
		seededRandom(seed + 1_000),
	);
}

function tableOf({ distribution, schedules }: { distribution: string; schedules: Batches }): Table {
	const cost = (batches: ScheduleResult[]): Spread =>
		spreadOf(batches.map(({ meanLag, requests }) => meanLag * requests));
	const [own] = schedules.filter(({ name }) => name === THIS_NODE.name);
	const rows = schedules.map(({ name, batches }) => [
		name,
		own === undefined ? '' : ratio(cost(batches), cost(own.batches)),
		show(cost(batches)),
		show(spreadOf(batches.map(({ meanLag }) => meanLag)), 2),
		show(spreadOf(batches.map(({ lag95 }) => lag95))),
		show(spreadOf(batches.map(({ requests }) => requests))),
	]);
	return {
		title: `One document alone, ${distribution}`,
		columns: [
			'schedule',
			'lag x requests, against this node',
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

/** Checks documents with these durations in virtual time; a request itself takes none. */
export function simulateSchedule(
	{ first, next }: Schedule,
	durations: number[],
	random: () => number,
): ScheduleResult {
	const lags: number[] = [];
	let requests = 0;
	for (const duration of durations) {
		let [waited, checks] = [first, 1];
		for (; waited < duration; checks += 1) waited += next(waited, checks, random());
		lags.push((waited - duration) / 1000);
		requests += checks;
	}
	return {
		meanLag: mean(lags),
		lag95: quantile(lags, 0.95),
		requests: requests / durations.length,
	};
}
