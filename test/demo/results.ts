import Table from 'cli-table3';
import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

/**
 * Prints the items of the last node, a table for each.
 *
 * @returns whether every document gave its data
 */
export function printResults(run: IRun, seconds: number): boolean {
	const { runData, lastNodeExecuted = '', error } = run.data.resultData;
	const items = runData[lastNodeExecuted]?.[0]?.data?.main?.[0] ?? [];
	if (error !== undefined) console.error(`${error.message}\n${error.description ?? ''}`);
	items.forEach(printItem);

	const failed = items.filter(({ json }) => failureIn(json) !== undefined).length;
	console.log(`\n${items.length - failed} items, ${failed} failed, in ${seconds.toFixed(1)} s`);
	return error === undefined && failed === 0;
}

function printItem({ json }: INodeExecutionData): void {
	const { _extract, ...others } = json;
	const details: unknown = _extract;
	const fields = failureIn(json) ?? others;
	const name = isRecord(details) ? details.document_name : fields.document_name;
	const table = new Table({ colWidths: [26, 70], wordWrap: true, style: { border: [], compact: true } });
	table.push([{ colSpan: 2, content: String(name) }]);
	for (const [key, value] of Object.entries(fields)) table.push([key, cellOf(value)]);
	console.log(table.toString());
}

/** What an item says of a document that failed. */
function failureIn(json: IDataObject): IDataObject | undefined {
	const failure: unknown = json.error;
	return isRecord(failure) ? failure : undefined;
}

function cellOf(value: unknown): string {
	if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
	const lines = value.slice(0, 4).map((row) => (isRecord(row) ? Object.values(row).join('  ') : String(row)));
	return value.length > 4 ? [...lines, `... ${value.length} rows in all`].join('\n') : lines.join('\n');
}

function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
