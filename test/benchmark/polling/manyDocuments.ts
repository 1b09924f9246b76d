import { max, mean, quantile, sum } from 'simple-statistics';

import type { Measurements, RunOptions } from '../benchmark';
import type { Distribution } from '../durations';
import { DISTRIBUTIONS } from '../durations';
import { show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { SimulatedWait } from './simulateWait';
import { simulateWait } from './simulateWait';

const DOCUMENTS = [2, 10, 20, 100, 1_000];

/** Documents of the kind that were seen before. */
const SEEN = 20;

/** How many documents are behind each row of a table: the fewer a run has, the more runs there are. */
const DOCUMENTS_PER_ROW = 5_000;
const MAX_RUNS = 250;

type WaitMethod = (
	durations: number[],
	seed: number,
	seen: number[],
) => SimulatedWait | Promise<SimulatedWait>;

const WAIT_METHODS: Record<string, WaitMethod> = {
	'this node, nothing known': async (durations, seed) => await simulateWait(durations, true, seed),
	'this node, 20 seen': async (durations, seed, seen) =>
		await simulateWait(durations, true, seed, seen),
	'without lists, nothing known': async (durations, seed) =>
		await simulateWait(durations, false, seed),
	'without lists, 20 seen': async (durations, seed, seen) =>
		await simulateWait(durations, false, seed, seen),
	'Wait 2 s + IF': everyTwoSeconds,
};

interface Runs {
	documents: number;
	method: string;
	waits: SimulatedWait[];
}

/** Measures the wait for all documents of a run that were uploaded at the same time. */
export async function measureManyDocuments({ isQuick }: RunOptions): Promise<Measurements> {
	const tables: Table[] = [];
	const raw: Array<{ distribution: string; rows: Array<ReturnType<typeof summaryOf>> }> = [];
	for (const distribution of DISTRIBUTIONS) {
		const rows: Runs[] = [];
		for (const documents of DOCUMENTS) {
			const runs = Math.ceil(Math.min(MAX_RUNS, DOCUMENTS_PER_ROW / documents) / (isQuick ? 5 : 1));
			for (const [method, wait] of Object.entries(WAIT_METHODS))
				rows.push({
					documents,
					method,
					waits: await runOften(wait, distribution, documents, runs),
				});
		}
		raw.push({ distribution: distribution.name, rows: rows.map(summaryOf) });
		tables.push({
			title: `Several documents of a run, ${distribution.name}`,
			columns: COLUMNS,
			rows: rows.map(rowOf),
			note: NOTE,
		});
	}
	return { tables, raw };
}

const COLUMNS = [
	'documents',
	'by',
	'time, against the last document',
	'95th percentile',
	'requests a document',
	'mean lag, s',
	'runs',
];
const NOTE = 'Medians, and the lowest and highest figures of the runs.';

async function runOften(
	wait: WaitMethod,
	{ sample }: Distribution,
	documents: number,
	runs: number,
): Promise<SimulatedWait[]> {
	const waits: SimulatedWait[] = [];
	for (let seed = 1; seed <= runs; seed += 1)
		waits.push(await wait(sample(documents, seed), seed, sample(SEEN, seed + MAX_RUNS)));
	return waits;
}

/** Summarizes the runs of a row: all of them would be thousands of lines, and the seeds reproduce them. */
function summaryOf({ documents, method, waits }: Runs) {
	const walls = waits.map(({ wall }) => wall);
	return {
		documents,
		method,
		runs: waits.length,
		wall: { ...spreadOf(walls), most95: quantile(walls, 0.95) },
		requests: spreadOf(waits.map(({ requests }) => requests / documents)),
		meanLag: spreadOf(waits.map(({ meanLag }) => meanLag)),
	};
}

function rowOf(runs: Runs): string[] {
	const { documents, method, runs: count, wall, requests, meanLag } = summaryOf(runs);
	return [
		String(documents),
		method,
		show(wall, 3),
		wall.most95.toFixed(3),
		show(requests, 2),
		show(meanLag),
		String(count),
	];
}

const INTERVAL = 2_000;

/**
 * The same wait with Wait (2 s) and IF nodes, if their own work took no time.
 *
 * @param durations of the documents, in milliseconds
 */
export function everyTwoSeconds(durations: number[]): SimulatedWait {
	const checks = durations.map((duration) => Math.ceil(duration / INTERVAL));
	const seen = checks.map((count) => count * INTERVAL);
	return {
		requests: sum(checks),
		wall: max(seen) / max(durations),
		meanLag: mean(seen.map((at, index) => (at - (durations[index] ?? at)) / 1000)),
	};
}
