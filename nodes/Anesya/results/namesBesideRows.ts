import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import type { TablePath } from './tables';
import { valuesAt } from './tables';

/** New names of the fields beside a table: one map for each step of its path. */
export type NewNames = ReadonlyArray<ReadonlyMap<string, string>>;

/**
 * Which fields of the documents are columns of the table, too: those become `document_<name>`. It is
 * decided once for all documents and rows, since a row may lack a value: what is in a column is then
 * never of a document in one row and of a line in the next.
 *
 * @param items of all documents that share the table
 * @param pathIn where an item has it
 */
export function namesBesideRows(
	items: IDataObject[],
	pathIn: (item: IDataObject) => TablePath,
): NewNames {
	const paths = items.map(pathIn);
	const columns = columnsOf(items, paths);
	let fields = new Set(items.flatMap((item) => Object.keys(item)));
	return columns.map((ofRows) => {
		const taken = new Set([...fields, ...ofRows]);
		const common = [...fields].filter((field) => ofRows.has(field));
		const names = new Map(common.map((field) => [field, freeName(field, taken)]));
		// The rows, with all that is beside them, are what the rows of a table within them are beside.
		fields = taken;
		return names;
	});
}

/** The keys of the rows at each step of the path. */
function columnsOf(items: IDataObject[], paths: TablePath[]): Array<Set<string>> {
	const columns: Array<Set<string>> = [];
	for (const [index, path] of paths.entries()) {
		for (const [step, name] of path.entries()) {
			const keys = (columns[step] ??= new Set());
			for (const table of valuesAt(items[index], path.slice(0, step + 1))) {
				if (!Array.isArray(table)) continue;
				for (const row of table) {
					if (isRecord(row)) for (const key of Object.keys(row)) keys.add(key);
					else keys.add(name);
				}
			}
		}
	}
	return columns;
}

/** How often `document_` comes before a name; then a number does, as names must not grow with their number. */
const MOST_PREFIXES = 5;

function freeName(key: string, taken: Set<string>): string {
	let name = key;
	for (let tries = 1; tries === 1 || taken.has(name); tries += 1)
		name = tries <= MOST_PREFIXES ? `document_${name}` : `document_${taken.size + tries}_${key}`;
	taken.add(name);
	return name;
}
