import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { extractDetails } from './extractDetails';
import { extractedDataItems } from './extractedData';
import { tableRows } from './tableRows';
import { wholeExtract } from './wholeExtract';

/** The user's choice in the field Output, and what belongs to it. */
export interface OutputSettings {
	mode: 'extractedData' | 'rows' | 'extract';
	/** For `rows`: the field that holds the table; '' for the first one. */
	tableField: string;
	/** Adds `_extract` to each item that is not a whole extract. Otherwise only items that n8n would misread get it. */
	withDetails: boolean;
}

/**
 * The items of one extract, as plain JSON.
 *
 * @throws UserError when the chosen table is not there
 */
export function resultItems(extract: Extract, output: OutputSettings): IDataObject[] {
	if (output.mode === 'extract') return [wholeExtract(extract)];
	const items = extractedDataItems(extract);
	const rows =
		output.mode === 'rows' ? items.flatMap((item) => tableRows(item, output.tableField)) : items;
	return rows.map((row) =>
		output.withDetails || looksFailed(row)
			? { ...row, [freeNameIn(row)]: extractDetails(extract) }
			: row,
	);
}

/** Whether n8n takes an item for a failed one and moves it to the error output: it goes by these keys alone. */
export function looksFailed(row: IDataObject): boolean {
	return (
		Boolean(row.error) &&
		Object.keys(row).every((key) => ['error', 'message', 'details'].includes(key))
	);
}

/** A key for the details that is not one of the customer's own fields, which stay as they are. */
function freeNameIn(row: IDataObject): string {
	let name = '_extract';
	while (Object.hasOwn(row, name)) name = `_${name}`;
	return name;
}
