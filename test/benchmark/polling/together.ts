import { quantile } from 'simple-statistics';

import type { Distribution } from '../draws/distributions';
import { DISTRIBUTIONS } from '../draws/distributions';
import { show, spreadOf } from '../figures/spread';
import type { Effort, Measured } from '../part';
import type { Table } from '../report/table';
import { everyTwoSeconds } from '../virtual/everyTwoSeconds';
import type { VirtualWait } from '../virtual/waitVirtually';
import { waitVirtually } from '../virtual/waitVirtually';

const DOCUMENTS = [2, 10, 20, 50, 100, 1_000];

/** Documents of each row of a table, in as many runs as they make. */
const DRAWS = 5_000;
const MOST_RUNS = 250;

type Way = (durations: number[], seed: number) => VirtualWait | Promise<VirtualWait>;

const WAYS: Record<string, Way> = {
	'this node': async (durations, seed) => await waitVirtually(durations, true, seed),
	'this node, list without statuses': async (durations, seed) =>
		await waitVirtually(durations, false, seed),
	'Wait 2 s + IF': everyTwoSeconds,
};

interface Runs {
	documents: number;
	way: string;
	waits: VirtualWait[];
}

/** The wait for all documents of a run, from their uploads at the same moment. */
export async function measureTogether({ isQuick }: Effort): Promise<Measured> {
	const tables: Table[] = [];
	const raw: Array<{ distribution: string; rows: Array<ReturnType<typeof summaryOf>> }> = [];
	for (const distribution of DISTRIBUTIONS) {
		const rows: Runs[] = [];
		for (const documents of DOCUMENTS) {
			const runs = Math.ceil(Math.min(MOST_RUNS, DRAWS / documents) / (isQuick ? 5 : 1));
			for (const [way, wait] of Object.entries(WAYS))
				rows.push({ documents, way, waits: await waitOften(wait, distribution, documents, runs) });
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
const NOTE = 'Medians, and the least and most of the runs.';

async function waitOften(
	wait: Way,
	{ draw }: Distribution,
	documents: number,
	runs: number,
): Promise<VirtualWait[]> {
	const waits: VirtualWait[] = [];
	for (let seed = 1; seed <= runs; seed += 1) waits.push(await wait(draw(documents, seed), seed));
	return waits;
}

/** All runs of a row would be thousands of lines, and the seeds give them again. */
function summaryOf({ documents, way, waits }: Runs) {
	const walls = waits.map(({ wall }) => wall);
	return {
		documents,
		way,
		runs: waits.length,
		wall: { ...spreadOf(walls), most95: quantile(walls, 0.95) },
		requests: spreadOf(waits.map(({ requests }) => requests / documents)),
		meanLag: spreadOf(waits.map(({ meanLag }) => meanLag)),
	};
}

function rowOf(runs: Runs): string[] {
	const { documents, way, runs: count, wall, requests, meanLag } = summaryOf(runs);
	return [
		String(documents),
		way,
		show(wall, 3),
		wall.most95.toFixed(3),
		show(requests, 2),
		show(meanLag),
		String(count),
	];
}
