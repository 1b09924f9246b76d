import { durations, MEDIANS } from '../draws/durations';
import { randomFrom } from '../draws/random';
import type { Spread } from '../figures/spread';
import { ratio, show, spreadOf } from '../figures/spread';
import type { Measured, Part } from '../part';
import type { Table } from '../report/table';
import type { Schedule } from './schedules';
import { SCHEDULES, THIS_NODE } from './schedules';
import type { Outcome } from './simulate';
import { simulate } from './simulate';

const DRAWS = 20_000;
const SEEDS = [1, 2, 3, 4, 5];

/** How long documents take; the same ones for all schedules. */
interface Distribution {
	name: string;
	draw(count: number, seed: number): number[];
}

const DISTRIBUTIONS: Distribution[] = [
	{ name: 'about 25 s each', draw: (count, seed) => evenly(23_000, 27_000, count, seed) },
	...MEDIANS.map((median) => ({ name: `log-normal, median ${median} s`, draw: (count: number, seed: number) => durations(median, count, seed) })),
];

/** The schedule for a single document, in virtual time. */
export const polling: Part = {
	name: 'polling',
	question: 'Polling in virtual time: how late is a result found, and how many requests does that take?',
	measure: async () => {
		const measured = DISTRIBUTIONS.map((distribution) => ({
			distribution: distribution.name,
			schedules: SCHEDULES.map((schedule) => ({ name: schedule.name, batches: SEEDS.map((seed) => batch(schedule, distribution, seed)) })),
		}));
		return { tables: measured.map(tableOf), raw: { draws: DRAWS, seeds: SEEDS, measured } } satisfies Measured;
	},
};

type Batches = Array<{ name: string; batches: Outcome[] }>;

function batch(schedule: Schedule, { draw }: Distribution, seed: number): Outcome {
	return simulate(schedule, draw(DRAWS / SEEDS.length, seed), randomFrom(seed + 1_000));
}

function tableOf({ distribution, schedules }: { distribution: string; schedules: Batches }): Table {
	const price = (batches: Outcome[]): Spread => spreadOf(batches.map(({ meanLag, requests }) => meanLag * requests));
	const [own] = schedules.filter(({ name }) => name === THIS_NODE.name);
	const rows = schedules.map(({ name, batches }) => [
		name,
		own === undefined ? '' : ratio(price(batches), price(own.batches)),
		show(price(batches)),
		show(spreadOf(batches.map(({ meanLag }) => meanLag)), 2),
		show(spreadOf(batches.map(({ lag95 }) => lag95))),
		show(spreadOf(batches.map(({ requests }) => requests))),
	]);
	return {
		title: `Documents of ${distribution}`,
		columns: ['schedule', 'lag x requests, against this node', 'lag x requests', 'mean lag, s', '95th percentile, s', 'requests a document'],
		rows,
		note: `${DRAWS} draws in ${SEEDS.length} batches: median of the batches, least to most.`,
	};
}

function evenly(from: number, to: number, count: number, seed: number): number[] {
	const random = randomFrom(seed);
	return Array.from({ length: count }, () => from + random() * (to - from));
}
