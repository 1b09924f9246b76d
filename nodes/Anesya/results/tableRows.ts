import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { asItem, isNothing } from './extractedData';
import type { NewNames } from './namesBesideRows';
import type { TablePath } from './tables';

/**
 * Turns one item with a table into one item for each row, with the document's other fields behind the
 * row's own. A document whose table is empty or absent keeps its one item, without it.
 *
 * @param path may lead through the rows of another table: then these are rows first, and theirs follow
 * @param names of the document's fields that are columns of the table, too
 */
export function tableRows(item: IDataObject, path: TablePath, names: NewNames): IDataObject[] {
	const taken = takeTable(item, path);
	// What is in the table's own place instead of it is no other field.
	if (taken === undefined) return [Object.fromEntries(renamed(item, names, path[0]))];
	const { name, table, others, rest } = taken;
	if (table.length === 0) return [Object.fromEntries(renamed(others, names))];
	const steps = path.length - rest.length;
	const beside = renamed(others, names.slice(0, steps));
	// Not by spreading two objects, which takes V8 some 100 ms a row beside 1,000 fields.
	const rows = table.map((element): IDataObject => {
		const row = isRecord(element) ? asItem(element) : { [name]: element };
		return Object.fromEntries([...Object.entries(row), ...beside]);
	});
	return rest.length === 0 ? rows : rows.flatMap((row) => tableRows(row, rest, names.slice(steps)));
}

type Entry = [string, IDataObject[string]];

function renamed(fields: IDataObject, names: NewNames, kept?: string): Entry[] {
	const nameOf = (key: string) => names.reduce((name, step) => step.get(name) ?? name, key);
	return Object.entries(fields).map(([key, value]): Entry => [
		key === kept ? key : nameOf(key),
		value,
	]);
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
	// It is no column either: the other documents have none of that name.
	const table = isNothing(value) ? [] : value;
	if (Array.isArray(table)) return { name, table, others: othersWith({}), rest };
	const inner = isRecord(value) ? takeTable(value, rest) : undefined;
	return inner && { ...inner, others: othersWith(inner.others) };
}
