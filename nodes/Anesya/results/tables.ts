import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/** Where a table is: the names of the fields around it, and its own. */
export type TablePath = string[];

/** Fields inside fields that are searched for tables. */
const MAX_DEPTH = 5;

/** Points in a name that may separate fields. */
const MAX_POINTS = 10;

/** What may be in the place of a table, ordered by how much it tells about other documents' tables. */
export enum TableContent {
	Null,
	NoRows,
	/** A list of texts or numbers: it is a value of the document. */
	Values,
	Objects,
}

/** A field that may hold a table in other documents, if not in this one. */
export interface PossibleTable {
	path: TablePath;
	content: TableContent;
}

/** The lists of a document, and what is null, in the order of the fields. */
export function possibleTables(item: IDataObject, above: TablePath = []): PossibleTable[] {
	return Object.entries(item).flatMap(([key, value]) => {
		const path = [...above, key];
		if (isRecord(value)) return path.length < MAX_DEPTH ? possibleTables(value, path) : [];
		if (value === null) return { path, content: TableContent.Null };
		return Array.isArray(value) ? { path, content: contentOf(value) } : [];
	});
}

function contentOf(list: unknown[]): TableContent {
	if (list.length === 0) return TableContent.NoRows;
	return list.some(isRecord) ? TableContent.Objects : TableContent.Values;
}

/**
 * Finds the field that a user names: by its name, or by a path such as `Invoice.Lines`. Nobody sees the
 * spaces around a name, or types them.
 *
 * @returns undefined if there is none
 */
export function findField(item: IDataObject, name: string): TablePath | undefined {
	const key = keyOf(item, name);
	if (key !== undefined) return [key];
	let point = name.indexOf('.');
	for (let points = 0; point !== -1 && points < MAX_POINTS; points += 1) {
		const outer = keyOf(item, name.slice(0, point));
		const inner = outer === undefined ? undefined : findInside(item[outer], name.slice(point + 1));
		if (outer !== undefined && inner !== undefined) return [outer, ...inner];
		point = name.indexOf('.', point + 1);
	}
	return undefined;
}

/** What a document has at a path: all of it, if there are lists on the way. */
export function valuesAt(value: unknown, path: TablePath): unknown[] {
	const [field, ...rest] = path;
	if (field === undefined) return [value];
	if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
	return isRecord(value) && Object.hasOwn(value, field) ? valuesAt(value[field], rest) : [];
}

/** @param value a table of the document may be inside the rows of another one */
function findInside(value: unknown, name: string): TablePath | undefined {
	const objects = [value].flat().filter(isRecord);
	for (const object of objects) {
		const path = findField(object, name);
		if (path !== undefined) return path;
	}
	return undefined;
}

function keyOf(item: IDataObject, name: string): string | undefined {
	if (Object.hasOwn(item, name)) return name;
	const wanted = name.normalize();
	return Object.keys(item).find((key) => key.trim().normalize() === wanted);
}
