import Table from 'cli-table3';
import type { INodeExecutionData, IRun } from 'n8n-workflow';

import { isRecord } from '../../nodes/Anesya/guards/json';
import { reportOn, summary } from './texts';

/**
 * Prints a table for each item of the last node.
 *
 * @param names of the documents, in the order of the workflow's input
 * @returns whether no document failed
 */
export function printResults(run: IRun, names: string[], seconds: number): boolean {
	const { runData, lastNodeExecuted = '', error } = run.data.resultData;
	if (error !== undefined) {
		console.error(`${error.message}\n${error.description ?? ''}`);
		return false;
	}
	const items = runData[lastNodeExecuted]?.[0]?.data?.main?.[0] ?? [];
	const kinds = items.map((item) => printItem(item, names));
	const count = (kind: (typeof kinds)[number]) => kinds.filter((other) => other === kind).length;
	console.log(
		`\n${summary(names.length, { nothing: count('nothing'), failed: count('failed') }, seconds)}`,
	);
	return count('failed') === 0;
}

function printItem({ json, pairedItem }: INodeExecutionData, names: string[]) {
	const { kind, rows } = reportOn(json);
	const name = isRecord(pairedItem) ? names[Number(pairedItem.item)] : undefined;
	const table = new Table({
		colWidths: [26, 70],
		wordWrap: true,
		style: { border: [], compact: true },
	});
	table.push([{ colSpan: 2, content: name ?? 'A document' }]);
	for (const [label, value] of rows) table.push([label, cellOf(value)]);
	console.log(table.toString());
	return kind;
}

function cellOf(value: unknown): string {
	if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
	const lines = value
		.slice(0, 4)
		.map((row) => (isRecord(row) ? Object.values(row).join('  ') : String(row)));
	return value.length > 4
		? [...lines, `... ${value.length} rows in all`].join('\n')
		: lines.join('\n');
}
