import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import type { FieldRow } from '../schemas/fromTable';
import { ROW_TYPES } from '../schemas/fromTable';
import { booleanFrom, choiceFrom, requiredTextFrom, textFrom } from './values';

/** One field of a new schema, in the order in which it is filled in. */
export const rowFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Total',
		description: 'The name under which the value is output',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Boolean', value: 'boolean', description: 'Yes or no' },
			{ name: 'Choice', value: 'enum', description: 'One of several values' },
			{ name: 'Decimal Number', value: 'number', description: 'For example an amount' },
			{ name: 'List', value: 'array', description: 'Several texts' },
			{
				name: 'Table',
				value: 'table',
				description: 'Several rows, for example the lines of an invoice',
			},
			{ name: 'Text', value: 'string', description: 'Also for dates' },
			{ name: 'Whole Number', value: 'integer', description: 'For example a quantity' },
		],
		default: 'string',
		description: 'The type of the value',
	},
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'string',
		default: '',
		placeholder: 'e.g. open, paid, overdue',
		description: 'The possible values, separated by commas',
		displayOptions: { show: { type: ['enum'] } },
	},
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'string',
		default: '',
		placeholder: 'e.g. Description, Quantity: integer, Price: number',
		description:
			'The columns of the table, separated by commas. Each may have a type: string, number, integer or boolean.',
		displayOptions: { show: { type: ['table'] } },
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. The amount to pay, taxes included',
		description: 'What the field contains. This helps Anesya to find it.',
	},
	{
		displayName: 'Required',
		name: 'required',
		type: 'boolean',
		default: false,
		description: 'Whether each result must have the field',
	},
];

/** Checks one field of a new schema. @throws UserError when a part of it is not usable */
export function rowFrom(row: unknown): FieldRow {
	const { name, type, description, required, choices, columns }: IDataObject = isRecord(row)
		? row
		: {};
	const kind = choiceFrom(type ?? 'string', 'Fields > Type', ROW_TYPES);
	return {
		name: requiredTextFrom(name, 'Fields > Name'),
		type: kind,
		description: textFrom(description, 'Fields > Description'),
		isRequired: booleanFrom(required ?? false, 'Fields > Required'),
		list:
			kind === 'enum'
				? textFrom(choices, 'Fields > Choices')
				: textFrom(columns, 'Fields > Columns'),
	};
}
