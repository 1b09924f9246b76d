import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** The types of a column: documented types of a field. */
export const COLUMN_TYPES = ['boolean', 'enum', 'number', 'string', 'integer'] as const;

/** The types of a row: those of a column, a list of texts, and `table` for an array of objects. */
export const ROW_TYPES = [...COLUMN_TYPES, 'array', 'table'] as const;

/** A row of the table in which a user describes fields, or a column of one of these fields. */
export interface FieldRow {
	name: string;
	type: (typeof ROW_TYPES)[number];
	/** '' to use the name. */
	description: string;
	isRequired: boolean;
	/** Of an enum. */
	choices: string[];
	/** Of a table. */
	columns: FieldRow[];
}

/**
 * Makes a schema of a table of fields, in the documented format.
 *
 * @throws UserError that names the field
 */
export function schemaFromTable(rows: FieldRow[]): IDataObject {
	return objectOf(rows, "'Fields'");
}

function objectOf(rows: FieldRow[], place: string): IDataObject {
	if (rows.length === 0)
		throw new UserError(`${place} is empty`, {
			description: 'Add at least one field to extract.',
		});
	refuseRepeated(
		rows.map(({ name }) => name),
		place,
	);
	return {
		type: 'object',
		required: rows.filter(({ isRequired }) => isRequired).map(({ name }) => name),
		properties: Object.fromEntries(rows.map((row) => [row.name, propertyOf(row)])),
	};
}

function propertyOf({ name, type, description: given, choices, columns }: FieldRow): IDataObject {
	const description = given === '' ? name : given;
	if (type === 'enum') {
		const place = `'Choices' of "${name}"`;
		if (choices.length === 0)
			throw new UserError(`${place} is empty`, {
				description: 'List the possible values, separated by commas.',
			});
		refuseRepeated(choices, place);
		return { type, description, enum: choices };
	}
	if (type === 'array') return { type, description, items: { type: 'string' } };
	if (type === 'table')
		return { type: 'array', description, items: objectOf(columns, `'Columns' of "${name}"`) };
	return { type, description };
}

function refuseRepeated(names: string[], place: string): void {
	const repeated = names.find((name, index) => names.indexOf(name) < index);
	if (repeated !== undefined)
		throw new UserError(`"${repeated}" is used twice in ${place}`, {
			description: 'Use each name once.',
		});
}
