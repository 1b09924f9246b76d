import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { asItem } from './extractedData';

/**
 * Turns one item with a table into one item for each row, with the document's other fields behind the
 * row's own. A document whose table is empty or absent keeps its one item. If a row and the document
 * have a field of the same name, the document's becomes `document_<name>`.
 *
 * @param tableField the field that holds the table; '' for the first list of objects
 * @throws UserError when the item has other tables, but not this one
 */
export function tableRows(item: IDataObject, tableField: string): IDataObject[] {
	const field = tableField === '' ? firstTable(item) : keyOf(item, tableField);
	if (field === undefined) return [item];

	const table = Object.hasOwn(item, field) ? item[field] : undefined;
	if (!Array.isArray(table)) {
		refuseUnknownTable(item, field, table);
		return [item];
	}
	const others = Object.fromEntries(Object.entries(item).filter(([key]) => key !== field));
	if (table.length === 0) return [others];
	return table.map((element) =>
		beside(isRecord(element) ? asItem(element) : { [field]: element }, others),
	);
}

function beside(row: IDataObject, others: IDataObject): IDataObject {
	const taken = new Set([...Object.keys(row), ...Object.keys(others)]);
	const renamed = Object.entries(others).map(([key, value]) => [
		Object.hasOwn(row, key) ? freeName(key, taken) : key,
		value,
	]);
	return { ...row, ...Object.fromEntries(renamed) };
}

function freeName(key: string, taken: Set<string>): string {
	const name = `document_${key}`;
	if (taken.has(name)) return freeName(name, taken);
	taken.add(name);
	return name;
}

/** Nobody sees the spaces around a name, or types them. */
function keyOf(item: IDataObject, name: string): string {
	return Object.hasOwn(item, name)
		? name
		: (Object.keys(item).find((key) => key.trim() === name) ?? name);
}

function firstTable(item: IDataObject): string | undefined {
	const tables = tablesIn(item);
	return (
		tables.find((key) => {
			const table = item[key];
			return Array.isArray(table) && table.some(isRecord);
		}) ?? tables[0]
	);
}

function tablesIn(item: IDataObject): string[] {
	return Object.keys(item).filter((key) => Array.isArray(item[key]));
}

/** One document may lack the table, but a mistyped name would go unnoticed in all of them. */
function refuseUnknownTable(item: IDataObject, field: string, value: unknown): void {
	const tables = tablesIn(item);
	if (value !== undefined && value !== null) {
		throw new UserError(`The field "${field}" is not a table`, { description: adviceFor(tables) });
	}
	if (value === undefined && tables.length > 0) {
		throw new UserError(`The extracted data has no table "${field}"`, {
			description: adviceFor(tables),
		});
	}
}

function adviceFor(tables: string[]): string {
	return tables.length === 0
		? 'This document has no table. Choose Extracted Data as the output instead.'
		: `Set Table Field to one of: ${tables.join(', ')}.`;
}
