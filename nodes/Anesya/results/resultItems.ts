import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { lightDetails } from './besideRows';
import { extractDetails } from './extractDetails';
import type { OutputMode } from './extractedData';
import { extractedDataItems, hasExtractedData, itemWithoutData } from './extractedData';
import type { Remark } from './remarks';
import { leftOutRemarks, parsingRemarks, remarkOn, textOfRemarks } from './remarks';
import type { SharedTable } from './sharedTable';
import { createSharedTable } from './sharedTable';
import type { TableChoice } from './tableChoice';
import { valuesAt } from './tables';
import { wholeExtract } from './wholeExtract';

/** The user's choice in the field Output, and what belongs to it. */
export interface OutputSettings {
	mode: OutputMode;
	/** For `rows`: the field that holds the table; '' for the one that most documents have rows of. */
	tableField: string;
	/** Adds `_extract` to each item that is not a whole extract. Otherwise only items that n8n would misread get it. */
	withDetails: boolean;
}

/** The items of one extract, as plain JSON. */
export interface Result {
	items: IDataObject[];
	/** What the user should know of them. */
	remarks: Remark[];
}

/** Makes items of the extracts of a run, which share one table. */
export interface Results {
	/**
	 * Takes an extract that has ended in FINISHED.
	 *
	 * @returns gives its items once all extracts are added; it throws a UserError if the user named a
	 * table that none of them has
	 */
	add(extract: Extract, output: OutputSettings): () => Result;
}

/** @param sharers how many of these share the memory, if they do */
export function createResults(sharers = 1): Results {
	const tables = new Map<string, SharedTable>();
	return {
		add(extract, output) {
			const { mode, tableField } = output;
			const onNumbers = parsingRemarks(extract);
			if (mode === 'extract') return () => ({ items: [wholeExtract(extract)], remarks: onNumbers });
			const finish = (items: IDataObject[], note?: string, beside: string[] = []) => {
				const { details, leftOut } = lightDetails(extractDetails(extract), items.length);
				const remarks = [
					...onNumbers,
					...(note === undefined ? [] : [remarkOn(extract, note)]),
					...leftOutRemarks(extract, [...beside, ...leftOut]),
				];
				const all = { ...details, ...hintOf(remarks) };
				return { items: items.map((row) => withDetails(row, all, output)), remarks };
			};
			if (!hasExtractedData(extract, mode)) {
				const result = finish([itemWithoutData(extract)], 'No data was extracted from');
				return () => result;
			}
			const items = extractedDataItems(extract);
			if (mode === 'extractedData') return () => finish(items);

			const table = tables.get(tableField) ?? createSharedTable(tableField, sharers);
			tables.set(tableField, table);
			table.add(items);
			return () => {
				const { items: rows, leftOut } = table.rowsOf(items);
				return finish(rows, noteOn(extract, items, table.choice), leftOut);
			};
		},
	};
}

/** A document without rows has one item, so the user is told. The elements of a list are rows as they are. */
function noteOn(extract: Extract, items: IDataObject[], choice: TableChoice): string | undefined {
	const table = choice.name();
	if (table === undefined)
		return Array.isArray(extract.extracted_data) ? undefined : 'There is no table in';
	const tables = items.flatMap((item) => valuesAt(item, choice.pathIn(item) ?? []));
	const hasRows = tables.some((one) => Array.isArray(one) && one.length > 0);
	return hasRows ? undefined : `There are no rows of the table "${table}" in`;
}

/** In production nobody sees a hint, so the details have it too. */
function hintOf(remarks: Remark[]): { hint?: string } {
	return remarks.length === 0 ? {} : { hint: textOfRemarks(remarks) };
}

function withDetails(row: IDataObject, details: IDataObject, output: OutputSettings): IDataObject {
	const isNeeded = output.withDetails || looksFailed(row);
	return isNeeded ? { ...row, [freeNameIn(row)]: details } : row;
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
