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
	'this node, list without statuses': async (durations, seed) => await waitVirtually(durations, false, seed),
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
	const raw: Array<{ distribution: string; rows: Runs[] }> = [];
	for (const distribution of DISTRIBUTIONS) {
		const rows: Runs[] = [];
		for (const documents of DOCUMENTS) {
			const runs = Math.ceil(Math.min(MOST_RUNS, DRAWS / documents) / (isQuick ? 5 : 1));
			for (const [way, wait] of Object.entries(WAYS)) rows.push({ documents, way, waits: await waitOften(wait, distribution, documents, runs) });
		}
		raw.push({ distribution: distribution.name, rows });
		tables.push({ title: `Several documents of a run, ${distribution.name}`, columns: COLUMNS, rows: rows.map(rowOf), note: NOTE });
	}
	return { tables, raw };
}

const COLUMNS = ['documents', 'by', 'time, against the last document', '95th percentile', 'requests a document', 'mean lag, s', 'runs'];
const NOTE = 'Medians, and the least and most of the runs.';

async function waitOften(wait: Way, { draw }: Distribution, documents: number, runs: number): Promise<VirtualWait[]> {
	const waits: VirtualWait[] = [];
	for (let seed = 1; seed <= runs; seed += 1) waits.push(await wait(draw(documents, seed), seed));
	return waits;
}

function rowOf({ documents, way, waits }: Runs): string[] {
	return [
		String(documents),
		way,
		show(spreadOf(waits.map(({ wall }) => wall)), 3),
		quantile(waits.map(({ wall }) => wall), 0.95).toFixed(3),
		show(spreadOf(waits.map(({ requests }) => requests / documents)), 2),
		show(spreadOf(waits.map(({ meanLag }) => meanLag))),
		String(waits.length),
	];
}
