import CliTable from 'cli-table3';

import { FINDINGS } from './audit';
import { REQUEST_KINDS } from './campaignFaults';
import { OUTCOMES } from './outcomes';
import type { ScenarioReport } from './scenario';
import type { ThrottledReport } from './throttled';

/** The limit for requests per useful one, a useful one being one that was not throttled. */
const MAX_REQUESTS_PER_USEFUL = 1.3;

/** How many faults of each kind there were, by the kind of request. */
export function faultTable(reports: ScenarioReport[]): string {
	const counts = new Map<string, number>();
	for (const kind of reports.flatMap(({ faults }) => faults))
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	const kinds = [
		...new Set([...counts.keys()].map((kind) => kind.slice(kind.indexOf(': ') + 2))),
	].sort();

	const table = new CliTable({
		head: ['Fault', 'uploads', 'status checks', 'lists'],
		colAligns: ['left', 'right', 'right', 'right'],
		style: { head: [], border: [], compact: true },
	});
	for (const kind of kinds)
		table.push([
			kind,
			...REQUEST_KINDS.map((requestKind) => counts.get(`${requestKind}: ${kind}`) ?? ''),
		]);
	const total = (requestKind: string) =>
		sum(
			[...counts].filter(([kind]) => kind.startsWith(`${requestKind}: `)).map(([, count]) => count),
		);
	table.push(['all', ...REQUEST_KINDS.map(total)]);
	return table.toString();
}

/** The totals of a campaign. */
export function summaryTable(reports: ScenarioReport[]): string {
	const total = (count: (report: ScenarioReport) => number) => sum(reports.map(count));
	const documents = total((report) => report.documents);
	const requests = total((report) => report.requests);
	const table = new CliTable({
		colAligns: ['left', 'right'],
		style: { head: [], border: [], compact: true },
	});
	table.push(
		['Operations', total((report) => report.operations)],
		['Executions', total((report) => report.executions)],
		['Faults', total((report) => report.faults.length)],
		['Documents', documents],
		['  without an extract, as the user was told', total((report) => report.withoutExtract)],
		['  uploaded again by n8n after an ERROR', total((report) => report.replaced)],
		['Extracts created', total((report) => report.extracts)],
		['Requests', requests],
		['  per document', (requests / documents).toFixed(2)],
		...OUTCOMES.map((outcome) => [
			`Documents ${outcome}`,
			total(({ outcomes }) => outcomes.filter((one) => one === outcome).length),
		]),
		['Unclear', shareOfUnclear(reports)],
		[
			'  without lasting outages',
			shareOfUnclear(reports.filter(({ hasLastingOutage }) => !hasLastingOutage)),
		],
		...FINDINGS.map((kind) => [
			`FINDINGS: ${kind}`,
			total(({ findings }) => findings.filter((one) => one.kind === kind).length),
		]),
	);
	return table.toString();
}

/** How many documents have no clear outcome, so that the user must look. */
function shareOfUnclear(reports: ScenarioReport[]): string {
	const unclear = reports.flatMap(({ outcomes }) => outcomes.filter((one) => /^unclear/.test(one)));
	const documents = sum(reports.map((report) => report.documents));
	return documents === 0 ? '' : `${((100 * unclear.length) / documents).toFixed(2)} %`;
}

export function throttledTable(reports: ThrottledReport[]): string {
	const table = new CliTable({
		head: [
			'5 requests a second, Retry-After',
			'documents',
			'seconds',
			'requests',
			'throttled',
			'requests per useful one',
		],
		colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
		style: { head: [], border: [], compact: true },
	});
	for (const {
		retryAfter = 'none',
		delivered,
		documents,
		seconds,
		requests,
		throttled,
		perUseful,
	} of reports) {
		table.push([
			retryAfter,
			`${delivered} of ${documents}`,
			seconds.toFixed(0),
			requests,
			throttled,
			perUseful.toFixed(3),
		]);
	}
	return table.toString();
}

/** Everything that must not happen, as sentences; empty when all is well. */
export function violations(reports: ScenarioReport[], throttled: ThrottledReport[]): string[] {
	const extracts = sum(reports.map((report) => report.extracts));
	const expected = sum(
		reports.map((report) => report.documents - report.withoutExtract + report.replaced),
	);
	return [
		...reports.flatMap(({ findings }) =>
			findings.map(({ kind, details }) => `${kind}: ${details}`),
		),
		...(extracts === expected
			? []
			: [`There are ${extracts} extracts, but ${expected} documents with an extract`]),
		...throttled
			.filter(({ delivered, documents }) => delivered < documents)
			.map(({ delivered }) => `Only ${delivered} documents came out of the throttled server`),
		...throttled
			.filter(({ perUseful }) => perUseful >= MAX_REQUESTS_PER_USEFUL)
			.map(({ perUseful }) => `${perUseful.toFixed(2)} requests per useful one are too many`),
	];
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
