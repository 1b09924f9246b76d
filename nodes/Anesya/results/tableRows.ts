import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { asItem } from './extractedData';
import type { TablePath } from './tables';

/**
 * Turns one item with a table into one item for each row, with the document's other fields behind the
 * row's own. A document whose table is empty or absent keeps its one item. If a row and the document
 * have a field of the same name, the document's becomes `document_<name>`.
 *
 * @param path may lead through the rows of another table: then these are rows first, and theirs follow
 */
export function tableRows(item: IDataObject, path: TablePath): IDataObject[] {
	const taken = takeTable(item, path);
	if (taken === undefined) return [item];
	const { name, table, others, rest } = taken;
	if (table.length === 0) return [others];
	const rows = table.map((element) =>
		beside(isRecord(element) ? asItem(element) : { [name]: element }, others),
	);
	return rest.length === 0 ? rows : rows.flatMap((row) => tableRows(row, rest));
}

/** The first list on a path, what the item has beside it, and the rest of the path. */
interface TakenTable {
	name: string;
	table: GenericValue[];
	others: IDataObject;
	rest: TablePath;
}

function takeTable(item: IDataObject, [name, ...rest]: TablePath): TakenTable | undefined {
	const value = name !== undefined && Object.hasOwn(item, name) ? item[name] : undefined;
	if (name === undefined || value === undefined) return undefined;
	const othersWith = (replacement: IDataObject): IDataObject =>
		Object.fromEntries(
			Object.entries(item).flatMap(([key, own]) => {
				if (key !== name) return [[key, own]];
				return Object.keys(replacement).length > 0 ? [[key, replacement]] : [];
			}),
		);
	if (Array.isArray(value)) return { name, table: value, others: othersWith({}), rest };
	const inner = isRecord(value) ? takeTable(value, rest) : undefined;
	return inner && { ...inner, others: othersWith(inner.others) };
}

/** Not by spreading two objects, which takes V8 some 100 ms a row beside 1,000 fields. */
function beside(row: IDataObject, others: IDataObject): IDataObject {
	const taken = new Set([...Object.keys(row), ...Object.keys(others)]);
	const renamed = Object.entries(others).map(([key, value]): [string, IDataObject[string]] => [
		Object.hasOwn(row, key) ? freeName(key, taken) : key,
		value,
	]);
	return Object.fromEntries([...Object.entries(row), ...renamed]);
}

function freeName(key: string, taken: Set<string>): string {
	const name = `document_${key}`;
	if (taken.has(name)) return freeName(name, taken);
	taken.add(name);
	return name;
}
