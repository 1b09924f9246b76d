import { show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';
import type { ClientName } from './clients';
import { CLIENT_TITLES } from './clients';
import type { Run } from './runRound';

const ORDER: ClientName[] = ['limit', 'node', 'nodeWithoutList', 'loop', 'serial'];

/** One table for each number of documents and each median. */
export function tablesOf(runs: Run[]): Table[] {
	const keys = [
		...new Set(runs.map(({ documents, medianSeconds }) => `${documents}/${medianSeconds}`)),
	];
	const groups = keys.map((key) =>
		runs.filter(({ documents, medianSeconds }) => `${documents}/${medianSeconds}` === key),
	);
	return groups.sort(([a], [b]) => sizeOf(a) - sizeOf(b)).map(tableOf);
}

function sizeOf(run: Run | undefined): number {
	return (run?.documents ?? 0) * 1_000 + (run?.medianSeconds ?? 0);
}

function tableOf(runs: Run[]): Table {
	const [{ documents = 0, medianSeconds = 0 } = {}] = runs;
	const limits = new Map(
		runs.filter(({ client }) => client === 'limit').map(({ seed, wall }) => [seed, wall]),
	);
	const present = ORDER.filter((name) => runs.some(({ client }) => client === name));
	return {
		title: `${documents} ${documents === 1 ? 'document' : 'documents'}, median ${medianSeconds} s`,
		columns: [
			'client',
			'time, against the limit',
			'the same, of the wait alone',
			'requests a document',
			'mean lag, s',
			'95th percentile, s',
			'after the last ended, s',
			'time, s',
			'runs',
		],
		rows: present.map((name) => {
			const own = runs.filter(({ client }) => client === name);
			const of = (value: (run: Run) => number, digits: number) =>
				show(spreadOf(own.map(value)), digits);
			return [
				CLIENT_TITLES[name],
				of(({ wall, seed }) => wall / (limits.get(seed) ?? NaN), 3),
				of(({ wall, afterLast }) => wall / (wall - afterLast), 3),
				of(({ requests }) => requests, 2),
				of(({ meanLag }) => meanLag, 2),
				of(({ lag95 }) => lag95, 2),
				of(({ afterLast }) => afterLast, 2),
				of(({ wall }) => wall, 1),
				String(own.length),
			];
		}),
		note: `Time passed ${[...new Set(runs.map(({ speed }) => speed))].join(' or ')} times as fast for all clients; seconds are those of the documents. The wait alone: against the end of the last document as this client uploaded it.`,
	};
}
