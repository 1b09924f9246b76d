import type { INodeProperties } from 'n8n-workflow';

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
		description: 'What kind of value it is',
	},
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'string',
		default: '',
		placeholder: 'e.g. open, paid, overdue',
		description: 'The values that are possible, separated by commas',
		displayOptions: { show: { type: ['enum'] } },
	},
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'string',
		default: '',
		placeholder: 'e.g. Description, Quantity: integer, Price: number',
		description:
			'The columns of the table, separated by commas. A type may follow: string, number, integer or boolean.',
		displayOptions: { show: { type: ['table'] } },
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. The amount to pay, taxes included',
		description: 'What stands in the field; it helps Anesya to find it',
	},
	{
		displayName: 'Required',
		name: 'required',
		type: 'boolean',
		default: false,
		description: 'Whether the field has to be in each result',
	},
];
