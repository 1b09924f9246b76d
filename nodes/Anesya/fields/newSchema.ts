import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { NewSchema } from '../api/schemas';
import { checkSchema } from '../schemas/checkSchema';
import { schemaFromExample } from '../schemas/fromExample';
import { schemaFromTable } from '../schemas/fromTable';
import { rowFields, rowsFrom } from './newSchemaRow';
import { readField, readOptions } from './read';
import { choiceFrom, objectFrom, requiredTextFrom, textFrom } from './values';

export const newSchemaFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Invoice',
		description: 'The name of the schema',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Invoices of our suppliers',
		description: 'The kind of documents that the schema is for. Without it, the name is used.',
	},
	{
		displayName: 'Specify Fields',
		name: 'specifyFields',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'table',
				description: 'Add the fields one by one',
			},
			{
				name: 'Generate From JSON Example',
				value: 'example',
				description: 'Enter what a result should look like',
			},
			{
				name: 'Using JSON Schema',
				value: 'json',
				description: 'Enter the whole schema, in the format that Anesya documents',
			},
		],
		default: 'table',
		description: 'How to specify the fields to extract',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add field',
		default: {},
		displayOptions: { show: { specifyFields: ['table'] } },
		description: 'The fields to extract',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: rowFields,
			},
		],
	},
	{
		displayName: 'JSON Example',
		name: 'example',
		type: 'json',
		default:
			'{\n  "Invoice Number": "2026-17",\n  "Total": 12.5,\n  "Lines": [\n    { "Description": "Paper", "Amount": 12.5 }\n  ]\n}',
		required: true,
		displayOptions: { show: { specifyFields: ['example'] } },
		description:
			'A result as it should come out. The names and the kinds of values count: a text, a number, true or false, a list, a table (a list of objects), or fields inside a field.',
	},
	{
		displayName: 'JSON Schema',
		name: 'fieldsJson',
		type: 'json',
		default:
			'{\n  "type": "object",\n  "required": ["Total"],\n  "properties": {\n    "Total": { "type": "number", "description": "The amount to pay" }\n  }\n}',
		required: true,
		displayOptions: { show: { specifyFields: ['json'] } },
		description:
			'The fields to extract, in the format that Anesya documents for schemas. The types are string, number, integer, boolean, enum, object and array.',
	},
];

export const newSchemaOptions: INodeProperties[] = [
	{
		displayName: 'Additional Information',
		name: 'additionalInformation',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. CB means credit card. Dates are written day first.',
		description:
			'Information that helps Anesya understand the documents, such as abbreviations, the formats of dates and amounts, or the names of suppliers',
	},
];

/** @throws UserError when a field is not usable */
export function readNewSchema(context: IExecuteFunctions, itemIndex: number): NewSchema {
	const read = (name: string, unset?: unknown) => readField(context, name, itemIndex, unset);
	const { additionalInformation } = readOptions(context, itemIndex);
	const name = requiredTextFrom(read('name'), 'Name');
	return {
		name,
		description: textFrom(read('description', ''), 'Description') || name,
		additional_informations: textFrom(additionalInformation, 'Additional Information') || undefined,
		schema: readFields(read),
	};
}

function readFields(read: (name: string, unset?: unknown) => unknown): IDataObject {
	const how = choiceFrom(read('specifyFields', 'table'), 'Specify Fields', [
		'table',
		'example',
		'json',
	]);
	if (how === 'table') return schemaFromTable(rowsFrom(read('fields')));
	if (how === 'example')
		return schemaFromExample(objectFrom(read('example'), 'JSON Example'), 'JSON Example');
	return checkSchema(objectFrom(read('fieldsJson'), 'JSON Schema'), 'JSON Schema');
}
