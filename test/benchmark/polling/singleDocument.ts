import { median } from 'simple-statistics';

import type { Measurements } from '../benchmark';
import type { Distribution } from '../durations';
import { DISTRIBUTIONS, seededRandom } from '../durations';
import type { Spread } from '../report/spread';
import { ratio, show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { TradeOff } from './optimum';
import { lagAt, optimalTradeOffs } from './optimum';
import type { Schedule } from './schedules';
import { learnedFrom, OTHERS, STEADY } from './schedules';
import type { ScheduleResult } from './simulateSchedule';
import { simulateSchedule, summaryOf } from './simulateSchedule';

const SAMPLES = 20_000;
const SEEDS = [1, 2, 3, 4, 5];

/** Documents of the kind that this node has seen before. What it learns from them differs from draw to draw. */
const SEEN = [20, 5, 1];
const DRAWS = 200;

/** Prices of a request in seconds of lag, for the optimum. */
const PRICES = [0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5];

/** The documents of which the README tells. */
const QUOTED = '25 s, spread 0.3';

/** As good as knowing the distribution. */
const ALL_BUT_KNOWN = 30;

/** Compares the schedules for a single document. */
export function measureSingleDocument(): Measurements {
	const measured = DISTRIBUTIONS.map((distribution) => ({
		distribution: distribution.name,
		optimum: optimalTradeOffs(distribution.sample(SAMPLES, 99), PRICES),
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
	const quoted = measured.find(({ distribution }) => distribution === QUOTED)?.schedules[0]
		?.batches;
	return {
		tables: measured.map(tableOf),
		headline: {
			lagInSeconds: median((quoted ?? []).map(({ meanLag }) => meanLag)),
			requests: median((quoted ?? []).map(({ requests }) => requests)),
		},
		raw: { samples: SAMPLES, seeds: SEEDS, measured },
	};
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

interface Measured {
	distribution: string;
	optimum: TradeOff[];
	schedules: Batches;
}

function tableOf({ distribution, optimum, schedules }: Measured): Table {
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
	const [learned] = schedules;
	if (learned !== undefined && steady !== undefined) {
		const requests = median(learned.batches.map((each) => each.requests));
		const meanLag = lagAt(requests, optimum);
		rows.unshift([
			'optimum with as many requests, distribution known',
			ratio(spreadOf([meanLag * requests]), cost(steady.batches)),
			(meanLag * requests).toFixed(1),
			meanLag.toFixed(2),
			'',
			requests.toFixed(1),
		]);
	}
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
