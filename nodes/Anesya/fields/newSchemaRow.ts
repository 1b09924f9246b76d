import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import type { FieldRow } from '../schemas/fromTable';
import { COLUMN_TYPES, ROW_TYPES } from '../schemas/fromTable';
import { booleanFrom, choiceFrom, entriesIn, requiredTextFrom, textFrom } from './values';

/** The types of a field, in the words that the user reads everywhere. */
const TYPE_NAMES: INodePropertyOptions[] = [
	{ name: 'Boolean', value: 'boolean', description: 'Yes or no' },
	{ name: 'Choice', value: 'enum', description: 'One of several values' },
	{ name: 'Decimal Number', value: 'number', description: 'Such as an amount' },
	{ name: 'List', value: 'array', description: 'Several texts' },
	{
		name: 'Table',
		value: 'table',
		description: 'Several rows, such as the lines of an invoice',
	},
	{ name: 'Text', value: 'string', description: 'Also for dates' },
	{ name: 'Whole Number', value: 'integer', description: 'Such as a quantity' },
];

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: TYPE_NAMES,
	default: 'string',
	description: 'The type of the value',
};

const choicesField: INodeProperties = {
	displayName: 'Choices',
	name: 'choices',
	type: 'string',
	default: '',
	placeholder: 'e.g. open, paid, overdue',
	description: 'The possible values, separated by commas',
	displayOptions: { show: { type: ['enum'] } },
};

const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. The amount to pay, taxes included',
	description: 'What the value is. This helps Anesya find it. Without it, the name is used.',
};

/** One column of a table, in the order in which it is filled in. */
const columnFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Quantity',
		description: 'The name of the value in the output',
	},
	{
		...typeField,
		options: TYPE_NAMES.filter(({ value }) => COLUMN_TYPES.some((type) => type === value)),
	},
	choicesField,
	{ ...descriptionField, placeholder: 'e.g. The number of pieces' },
];

/** One field of a new schema. The columns come last: what is below them would seem to belong to the last column. */
export const rowFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Total',
		description: 'The name of the value in the output',
	},
	typeField,
	choicesField,
	descriptionField,
	{
		displayName: 'Required',
		name: 'required',
		type: 'boolean',
		default: false,
		description: 'Whether each result must have the field',
	},
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add column',
		default: {},
		description: 'The columns of the table',
		displayOptions: { show: { type: ['table'] } },
		options: [
			{
				displayName: 'Column',
				name: 'column',
				values: columnFields,
			},
		],
	},
];

/**
 * Checks the fields of a new schema.
 *
 * @param collection of fields as n8n stores it
 * @throws UserError when a part of one is not usable
 */
export function rowsFrom(collection: unknown): FieldRow[] {
	return entriesIn(collection, 'field').map((row) => rowFrom(row, 'Fields', ROW_TYPES));
}

function rowFrom(row: unknown, label: string, types: readonly FieldRow['type'][]): FieldRow {
	const { name, type, description, required, choices, columns }: IDataObject = isRecord(row)
		? row
		: {};
	const kind = choiceFrom(type ?? 'string', `${label} > Type`, types);
	return {
		name: requiredTextFrom(name, `${label} > Name`),
		type: kind,
		description: textFrom(description, `${label} > Description`),
		isRequired: booleanFrom(required ?? false, `${label} > Required`),
		choices: kind === 'enum' ? splitList(textFrom(choices, `${label} > Choices`)) : [],
		columns:
			kind === 'table'
				? entriesIn(columns, 'column').map((column) =>
						rowFrom(column, `${label} > Columns`, COLUMN_TYPES),
					)
				: [],
	};
}

/** Splits a list at its commas. */
function splitList(text: string): string[] {
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}
