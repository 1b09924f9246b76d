import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { extractDetails } from './extractDetails';
import { extractedDataItems } from './extractedData';
import { tableRows } from './tableRows';

/** What the user wants of each extract. */
export interface OutputSettings {
	mode: 'extractedData' | 'rows' | 'extract';
	/** For `rows`: the field that holds the table; '' for the first one. */
	tableField: string;
	/** Adds `_extract` to each item, except to a whole extract, which is just that. Without it, only where n8n would misread the item. */
	withDetails: boolean;
}

/**
 * The items of one extract, as plain JSON.
 *
 * @throws UserError when the table that was asked for is not there
 */
export function resultItems(extract: Extract, output: OutputSettings): IDataObject[] {
	if (output.mode === 'extract') return [{ ...extract }];
	const items = extractedDataItems(extract);
	const rows =
		output.mode === 'rows' ? items.flatMap((item) => tableRows(item, output.tableField)) : items;
	return rows.map((row) =>
		output.withDetails || looksFailed(row)
			? { ...row, [freeNameIn(row)]: extractDetails(extract) }
			: row,
	);
}

/** What n8n takes for a failed item, and puts on the error output: it has no other sign for one. */
function looksFailed(row: IDataObject): boolean {
	return (
		Boolean(row.error) &&
		Object.keys(row).every((key) => ['error', 'message', 'details'].includes(key))
	);
}

/** The customer's own fields stay as they are. */
function freeNameIn(row: IDataObject): string {
	let name = '_extract';
	while (Object.hasOwn(row, name)) name = `_${name}`;
	return name;
}
