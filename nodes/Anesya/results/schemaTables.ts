import { isRecord } from '../guards/json';
import type { TablePath } from './tables';

/** Levels of a schema that are searched for tables. */
const MAX_DEPTH = 5;

/** A table that documents of a schema have. */
interface SchemaTable {
	path: TablePath;
	columns: string[];
}

/** The tables that a schema describes: its arrays of objects, also inside objects. */
export function tablesInSchema(schema: unknown, above: TablePath = []): SchemaTable[] {
	const properties = isRecord(schema) ? schema.properties : undefined;
	if (!isRecord(properties) || above.length >= MAX_DEPTH) return [];
	return Object.entries(properties).flatMap(([name, property]) => {
		if (!isRecord(property)) return [];
		const path = [...above, name];
		if (property.type === 'object') return tablesInSchema(property, path);
		const { items } = property;
		if (property.type !== 'array' || !isRecord(items) || items.type !== 'object') return [];
		return { path, columns: isRecord(items.properties) ? Object.keys(items.properties) : [] };
	});
}
