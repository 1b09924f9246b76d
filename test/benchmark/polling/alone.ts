import type { Distribution } from '../draws/distributions';
import { DISTRIBUTIONS } from '../draws/distributions';
import { randomFrom } from '../draws/random';
import type { Spread } from '../figures/spread';
import { ratio, show, spreadOf } from '../figures/spread';
import type { Measured } from '../part';
import type { Table } from '../report/table';
import type { Schedule } from './schedules';
import { SCHEDULES, THIS_NODE } from './schedules';
import type { Outcome } from './simulate';
import { simulate } from './simulate';

const DRAWS = 20_000;
const SEEDS = [1, 2, 3, 4, 5];

/** The schedule for a single document beside those of others. */
export function measureAlone(): Measured {
	const measured = DISTRIBUTIONS.map((distribution) => ({
		distribution: distribution.name,
		schedules: SCHEDULES.map((schedule) => ({
			name: schedule.name,
			batches: SEEDS.map((seed) => batch(schedule, distribution, seed)),
		})),
	}));
	return { tables: measured.map(tableOf), raw: { draws: DRAWS, seeds: SEEDS, measured } };
}

type Batches = Array<{ name: string; batches: Outcome[] }>;

function batch(schedule: Schedule, { draw }: Distribution, seed: number): Outcome {
	return simulate(schedule, draw(DRAWS / SEEDS.length, seed), randomFrom(seed + 1_000));
}

function tableOf({ distribution, schedules }: { distribution: string; schedules: Batches }): Table {
	const price = (batches: Outcome[]): Spread =>
		spreadOf(batches.map(({ meanLag, requests }) => meanLag * requests));
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
		note: `${DRAWS} draws in ${SEEDS.length} batches: median of the batches, least to most.`,
	};
}
