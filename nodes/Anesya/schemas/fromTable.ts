import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** The types of a row: the documented types of a field, and `table` for an array of objects. */
export const ROW_TYPES = [
	'boolean',
	'enum',
	'number',
	'array',
	'table',
	'string',
	'integer',
] as const;

/** A row of the table in which a user describes fields. */
export interface FieldRow {
	name: string;
	type: (typeof ROW_TYPES)[number];
	description: string;
	isRequired: boolean;
	/** The choices of an enum, or the columns of a table, separated by commas. */
	list: string;
}

const COLUMN_TYPES = ['string', 'number', 'integer', 'boolean'];

/**
 * Makes a schema of a table of fields, in the documented format.
 *
 * @throws UserError that names the field
 */
export function schemaFromTable(rows: FieldRow[]): IDataObject {
	if (rows.length === 0)
		throw new UserError("There are no fields in 'Fields'", {
			description: 'Add at least one field to extract.',
		});
	refuseRepeated(
		rows.map(({ name }) => name),
		"'Fields'",
	);
	return {
		type: 'object',
		required: rows.filter(({ isRequired }) => isRequired).map(({ name }) => name),
		properties: Object.fromEntries(rows.map((row) => [row.name, propertyOf(row)])),
	};
}

function propertyOf({ name, type, description, list }: FieldRow): IDataObject {
	const text = description === '' ? name : description;
	if (type === 'enum')
		return { type, description: text, enum: splitList(list, `'Choices' of "${name}"`) };
	if (type === 'array') return { type, description: text, items: { type: 'string' } };
	if (type === 'table') return { type: 'array', description: text, items: rowOf(list, name) };
	return { type, description: text };
}

/** The schema of one row of a table. */
function rowOf(list: string, table: string): IDataObject {
	const place = `'Columns' of "${table}"`;
	const columns = splitList(list, place).map((column) => columnOf(column, table));
	refuseRepeated(
		columns.map(([column]) => column),
		place,
	);
	return { type: 'object', required: [], properties: Object.fromEntries(columns) };
}

/** @param column `Quantity`, or with a type `Quantity: integer` */
function columnOf(column: string, table: string): [string, IDataObject] {
	const [, name = column, type = 'string'] = /^(.*\S)\s*:\s*(\w+)$/.exec(column) ?? [];
	if (COLUMN_TYPES.includes(type)) return [name, { type, description: name }];
	throw new UserError(`The column "${name}" of "${table}" has the unknown type ${type}`, {
		description: `Use one of: ${COLUMN_TYPES.join(', ')}, for example: Description, Quantity: integer, Price: number`,
	});
}

/** Splits a list at its commas; it must have at least one entry, and none twice. */
function splitList(text: string, place: string): string[] {
	const entries = text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0)
		throw new UserError(`${place} is empty`, {
			description: 'List the values, separated by commas.',
		});
	refuseRepeated(entries, place);
	return entries;
}

function refuseRepeated(names: string[], place: string): void {
	const repeated = names.find((name, index) => names.indexOf(name) < index);
	if (repeated !== undefined)
		throw new UserError(`"${repeated}" is used twice in ${place}`, {
			description: 'Use each name once.',
		});
}
