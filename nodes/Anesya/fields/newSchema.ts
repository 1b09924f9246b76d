import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { NewSchema } from '../api/schemas';
import { isRecord } from '../guards/json';
import { checkSchema } from '../schemas/checkSchema';
import type { FieldRow } from '../schemas/fromTable';
import { schemaFromTable } from '../schemas/fromTable';
import { rowFields, rowFrom } from './newSchemaRow';
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
		required: true,
		placeholder: 'e.g. Invoices of our suppliers',
		description: 'The kind of documents that the schema is for',
	},
	{
		displayName: 'Specify Fields',
		name: 'specifyFields',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'table' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'table',
		description: 'How to specify the fields to extract. JSON allows fields within fields.',
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
		displayName: 'Fields (JSON)',
		name: 'fieldsJson',
		type: 'json',
		default:
			'{\n  "type": "object",\n  "required": ["Total"],\n  "properties": {\n    "Total": { "type": "number", "description": "The amount to pay" }\n  }\n}',
		required: true,
		displayOptions: { show: { specifyFields: ['json'] } },
		description: 'The fields to extract, in the format that Anesya documents for schemas',
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
			'Information that helps to understand the documents, such as abbreviations, the formats of dates and amounts, or the names of suppliers',
	},
];

/** @throws UserError when a field is not usable */
export function readNewSchema(context: IExecuteFunctions, itemIndex: number): NewSchema {
	const read = (name: string, unset?: unknown) => readField(context, name, itemIndex, unset);
	const { additionalInformation } = readOptions(context, itemIndex);
	const isJson =
		choiceFrom(read('specifyFields', 'table'), 'Specify Fields', ['table', 'json']) === 'json';
	return {
		name: requiredTextFrom(read('name'), 'Name'),
		description: requiredTextFrom(read('description'), 'Description'),
		additional_informations: textFrom(additionalInformation, 'Additional Information') || undefined,
		schema: isJson
			? checkSchema(objectFrom(read('fieldsJson'), 'Fields (JSON)'), 'Fields (JSON)')
			: schemaFromTable(rowsFrom(read('fields'))),
	};
}

function rowsFrom(fields: unknown): FieldRow[] {
	const rows: unknown = isRecord(fields) ? fields.field : undefined;
	return Array.isArray(rows) ? rows.map(rowFrom) : [];
}
