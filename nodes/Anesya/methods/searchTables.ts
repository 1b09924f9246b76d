import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { getExtract } from '../api/getExtract';
import { extractList } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { getSchema } from '../api/schemas';
import { chosenValue } from '../fields/locator';
import { UUID } from '../fields/uuid';
import { bounded, joinBounded } from '../guards/boundedText';
import { isRecord } from '../guards/json';
import { extractedDataItems } from '../results/extractedData';
import { tablesInSchema } from '../results/schemaTables';
import type { TablePath } from '../results/tables';
import { possibleTables, TableContent, valuesAt } from '../results/tables';
import type { ApiClient } from '../transport/client';
import { fillList, readForEditor } from './listContext';

/** Extracts that are looked at, and those of them that are read by themselves if the list does not tell their data. */
const RECENT = 20;
const MAX_READS = 3;

/** Columns of a table that are shown. */
const MAX_COLUMNS = 4;

/** The tables that are found, by the name that the user would enter, each with its columns. */
type Tables = Map<string, Set<string>>;

/**
 * The list of tables in the editor: those that the chosen schema has, or else those in the data of recent
 * extracts, of the chosen workflow if the node has one.
 *
 * @param filter what the user typed
 * @throws NodeOperationError when there is no table
 */
export async function searchTables(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await fillList(this, async (api) => {
		const schema = idIn(this.getCurrentNodeParameter('schema'));
		const tables =
			schema === undefined
				? tablesIn(await recentExtracts(api, idIn(this.getCurrentNodeParameter('workflow'))))
				: tablesOf(await getSchema(api, schema, undefined));
		if (tables.size === 0) throw noTablesError();
		const wanted = filter.trim().toLowerCase();
		const results = [...tables]
			.filter(([name]) => name.toLowerCase().includes(wanted))
			.map(([name, columns]) => ({ name: labelOf(name, [...columns]), value: name }));
		return { results };
	});
}

/** An id that is written in the field; an expression is not known here. */
function idIn(locator: unknown): string | undefined {
	const value = chosenValue(locator);
	return typeof value === 'string' ? new RegExp(UUID).exec(value)?.[0] : undefined;
}

/** Whether a row of the list has the data is unknown. */
async function recentExtracts(api: ApiClient, workflow: string | undefined): Promise<ListRow[]> {
	const range = { page: 1, size: RECENT };
	const { rows } = await readForEditor(api, extractList({ workflow }), range);
	const withData = rows.filter(({ extracted_data }) => isRecord(extracted_data));
	if (withData.length > 0) return withData;
	const readings = await Promise.all(
		rows.slice(0, MAX_READS).map(async ({ id }) => await getExtract(api, id)),
	);
	return readings.flatMap(({ extract }) => extract ?? []);
}

function tablesIn(extracts: ListRow[]): Tables {
	const tables: Tables = new Map();
	for (const item of extracts.flatMap((extract) => extractedDataItems(extract)))
		for (const { path, content } of possibleTables(item))
			if (content === TableContent.Objects) addTo(tables, path, columnsAt(item, path));
	return tables;
}

function columnsAt(item: IDataObject, path: TablePath): string[] {
	return valuesAt(item, path).flat().filter(isRecord).flatMap(Object.keys);
}

function tablesOf({ schema }: ListRow): Tables {
	const tables: Tables = new Map();
	for (const { path, columns } of tablesInSchema(schema)) addTo(tables, path, columns);
	return tables;
}

function addTo(tables: Tables, path: TablePath, columns: string[]): void {
	const name = path.join('.');
	const known = tables.get(name) ?? new Set();
	tables.set(name, new Set([...known, ...columns]));
}

function labelOf(name: string, columns: string[]): string {
	const shown = joinBounded(
		columns.map((column) => bounded(column)),
		', ',
		MAX_COLUMNS,
	);
	return shown === '' ? bounded(name) : `${bounded(name)} (${shown})`;
}

function noTablesError(): UserError {
	return new UserError(
		"No table was found in recent extracts. Choose 'By Name' and enter the field that contains the table, or leave it empty to use the table that most documents have.",
	);
}
