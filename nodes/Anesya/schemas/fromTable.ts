import { UserError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

/** A row of the table in which a user describes fields. */
export interface FieldRow {
	name: string;
	/** A documented type, or `table`: an array of objects. */
	type: 'string' | 'number' | 'integer' | 'boolean' | 'enum' | 'array' | 'table';
	description: string;
	isRequired: boolean;
	/** Of an enum, or the columns of a table; separated by commas. */
	list: string;
}

const COLUMN_TYPES = ['string', 'number', 'integer', 'boolean'];

/**
 * Makes the documented form out of a table of fields.
 *
 * @throws UserError that names the field
 */
export function schemaFromTable(rows: FieldRow[]): IDataObject {
	if (rows.length === 0)
		throw new UserError('There is no field in Fields', {
			description: 'Add at least one field to extract.',
		});
	refuseTwice(
		rows.map(({ name }) => name),
		'Fields',
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
		return { type, description: text, enum: listed(list, `Choices of "${name}"`) };
	if (type === 'array') return { type, description: text, items: { type: 'string' } };
	if (type !== 'table') return { type, description: text };
	const columns = listed(list, `Columns of "${name}"`).map((column) => columnOf(column, name));
	refuseTwice(
		columns.map(([column]) => column),
		`Columns of "${name}"`,
	);
	const items = { type: 'object', required: [], properties: Object.fromEntries(columns) };
	return { type: 'array', description: text, items };
}

/** `Quantity`, or with a type `Quantity: integer`. */
function columnOf(column: string, table: string): [string, IDataObject] {
	const [, name = column, type = 'string'] = /^(.*\S)\s*:\s*(\w+)$/.exec(column) ?? [];
	if (COLUMN_TYPES.includes(type)) return [name, { type, description: name }];
	throw new UserError(`The column "${name}" of "${table}" has the unknown type ${type}`, {
		description: `Use one of: ${COLUMN_TYPES.join(', ')}, for example: Description, Quantity: integer, Price: number`,
	});
}

function listed(text: string, what: string): string[] {
	const entries = text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0)
		throw new UserError(`${what} is empty`, {
			description: 'List the values, separated by commas.',
		});
	refuseTwice(entries, what);
	return entries;
}

function refuseTwice(names: string[], what: string): void {
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice !== undefined)
		throw new UserError(`"${twice}" stands twice in ${what}`, {
			description: 'Give each a name of its own.',
		});
}
