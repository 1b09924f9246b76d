import CliTable from 'cli-table3';

import { FINDINGS } from './audit';
import type { RoundReport } from './drawnRound';
import { FATES } from './fates';
import type { ThrottledReport } from './throttled';

/** Requests for each useful one that are too many. */
const MOST_PER_USEFUL = 1.3;

const OCCASIONS = ['upload', 'look', 'list'];

/** How many faults of each kind there were, by what they happened to. */
export function faultTable(reports: RoundReport[]): string {
	const counts = new Map<string, number>();
	for (const kind of reports.flatMap(({ faults }) => faults))
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	const kinds = [...new Set([...counts.keys()].map((kind) => kind.replace(/^\w+: /, '')))].sort();

	const table = new CliTable({
		head: ['Fault', 'uploads', 'status checks', 'lists'],
		colAligns: ['left', 'right', 'right', 'right'],
		style: { head: [], border: [], compact: true },
	});
	for (const kind of kinds)
		table.push([kind, ...OCCASIONS.map((occasion) => counts.get(`${occasion}: ${kind}`) ?? '')]);
	const total = (occasion: string) =>
		sum([...counts].filter(([kind]) => kind.startsWith(`${occasion}: `)).map(([, count]) => count));
	table.push(['all', ...OCCASIONS.map(total)]);
	return table.toString();
}

/** What came of it. */
export function summaryTable(reports: RoundReport[]): string {
	const of = (count: (report: RoundReport) => number) => sum(reports.map(count));
	const [documents, requests] = [of((report) => report.documents), of((report) => report.requests)];
	const table = new CliTable({
		colAligns: ['left', 'right'],
		style: { head: [], border: [], compact: true },
	});
	table.push(
		['Operations', of((report) => report.operations)],
		['Executions', of((report) => report.executions)],
		['Faults', of((report) => report.faults.length)],
		['Documents', documents],
		['  without an extract, as the user was told', of((report) => report.withoutExtract)],
		['Extracts made', of((report) => report.extracts)],
		['Requests', requests],
		['  for each document', (requests / documents).toFixed(2)],
		...FATES.map((fate) => [
			`Documents ${fate}`,
			of(({ fates }) => fates.filter((one) => one === fate).length),
		]),
		...FINDINGS.map((kind) => [
			`FINDINGS: ${kind}`,
			of(({ findings }) => findings.filter((one) => one.kind === kind).length),
		]),
	);
	return table.toString();
}

export function throttledTable(reports: ThrottledReport[]): string {
	const head = [
		'5 requests a second, Retry-After',
		'documents',
		'seconds',
		'requests',
		'refused',
		'for each useful one',
	];
	const table = new CliTable({
		head,
		colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
		style: { head: [], border: [], compact: true },
	});
	for (const {
		retryAfter = 'none',
		delivered,
		documents,
		seconds,
		requests,
		refused,
		perUseful,
	} of reports) {
		table.push([
			retryAfter,
			`${delivered} of ${documents}`,
			seconds.toFixed(0),
			requests,
			refused,
			perUseful.toFixed(3),
		]);
	}
	return table.toString();
}

/** Everything that must not be, in words; none when all is well. */
export function objections(reports: RoundReport[], throttled: ThrottledReport[]): string[] {
	const extracts = sum(reports.map((report) => report.extracts));
	const expected = sum(reports.map((report) => report.documents - report.withoutExtract));
	return [
		...reports.flatMap(({ findings }) => findings.map(({ kind, what }) => `${kind}: ${what}`)),
		...(extracts === expected
			? []
			: [`There are ${extracts} extracts, and ${expected} documents that have one`]),
		...throttled
			.filter(({ delivered, documents }) => delivered < documents)
			.map(({ delivered }) => `Only ${delivered} documents came out of the throttled server`),
		...throttled
			.filter(({ perUseful }) => perUseful >= MOST_PER_USEFUL)
			.map(({ perUseful }) => `${perUseful.toFixed(2)} requests for each useful one are too many`),
	];
}

function sum(numbers: number[]): number {
	return numbers.reduce((all, one) => all + one, 0);
}
