import type { IDataObject } from 'n8n-workflow';

import type { Lightened } from './besideRows';
import { lightened } from './besideRows';
import { namesBesideRows } from './namesBesideRows';
import type { TableChoice } from './tableChoice';
import { createTableChoice } from './tableChoice';
import { tableRows } from './tableRows';

/** The table of a run, and what is beside it in the documents. */
export interface SharedTable {
	choice: TableChoice;
	/** Takes the items of a document that has data. */
	add(items: IDataObject[]): void;
	/** To be called with these once all documents are added. Throws as `choice` does. @returns the rows */
	rowsOf(items: IDataObject[]): Lightened;
}

/**
 * @param name of the field that the user named; '' for the one that most documents have rows of
 * @param sharers how many tables share the memory, this one included
 */
export function createSharedTable(name: string, sharers: number): SharedTable {
	const choice = createTableChoice(name);
	const documents: IDataObject[][] = [];
	const pathIn = (item: IDataObject) => choice.pathIn(item) ?? [];
	const prepare = () => ({
		names: namesBesideRows(documents.flat(), pathIn),
		light: lightened(documents, pathIn, sharers),
	});
	let prepared: ReturnType<typeof prepare> | undefined;
	return {
		choice,
		add(items) {
			choice.add(items);
			documents.push(items);
			prepared = undefined;
		},
		rowsOf(items) {
			const { names, light } = (prepared ??= prepare());
			const { items: kept, leftOut } = light.get(items) ?? { items, leftOut: [] };
			return { items: kept.flatMap((item) => tableRows(item, pathIn(item), names)), leftOut };
		},
	};
}
