import { show, spreadOf } from '../figures/spread';
import type { Table } from '../report/table';
import type { EntrantName } from './entrants';
import { NAMES } from './entrants';
import type { Run } from './runRound';

const ORDER: EntrantName[] = ['limit', 'node', 'nodeWithoutList', 'loop', 'serial'];

/** A table for each number of documents and each median. */
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
		runs.filter(({ entrant }) => entrant === 'limit').map(({ seed, wall }) => [seed, wall]),
	);
	const present = ORDER.filter((name) => runs.some(({ entrant }) => entrant === name));
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
			const own = runs.filter(({ entrant }) => entrant === name);
			const of = (value: (run: Run) => number, digits: number) =>
				show(spreadOf(own.map(value)), digits);
			return [
				NAMES[name],
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
		note: `Time ran ${[...new Set(runs.map(({ speed }) => speed))].join(' or ')} times as fast for all; seconds are those of the documents. The wait alone: against the end of the last document as this client uploaded it.`,
	};
}
