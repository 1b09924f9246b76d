import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { checkSchema } from '../schemas/checkSchema';
import type { FieldRow } from '../schemas/fromTable';
import { schemaFromTable } from '../schemas/fromTable';
import { booleanFrom, choiceFrom, requiredTextFrom, textFrom, objectFrom } from './values';
import { rowFields } from './newSchemaRow';
import { isRecord } from '../guards/json';
import type { NewSchema } from '../api/schemas';

const ROW_TYPES = ['boolean', 'enum', 'number', 'array', 'table', 'string', 'integer'] as const;

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
		description: 'What kind of documents the schema is for',
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
		description: 'How to say which fields to extract. JSON allows fields within fields.',
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
		description: 'The fields to extract, in the form that Anesya documents for schemas',
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
			'What helps to understand the documents: abbreviations, formats of dates and amounts, names of suppliers',
	},
];

/** @throws UserError when a field is not usable */
export function readNewSchema(context: IExecuteFunctions, itemIndex: number): NewSchema {
	const read = (name: string): unknown => context.getNodeParameter(name, itemIndex);
	const { additionalInformation } = context.getNodeParameter('options', itemIndex, {});
	const isJson = choiceFrom(read('specifyFields'), 'Specify Fields', ['table', 'json']) === 'json';
	return {
		name: requiredTextFrom(read('name'), 'Name'),
		description: requiredTextFrom(read('description'), 'Description'),
		additional_informations: textFrom(additionalInformation, 'Additional Information') || undefined,
		schema: isJson
			? checkSchema(objectFrom(read('fieldsJson'), 'Fields (JSON)'), 'Fields (JSON)')
			: schemaFromTable(rowsIn(read('fields'))),
	};
}

function rowsIn(fields: unknown): FieldRow[] {
	const rows: unknown = isRecord(fields) ? fields.field : undefined;
	return (Array.isArray(rows) ? rows : []).map((row: unknown) => {
		const { name, type, description, required, choices, columns }: IDataObject = isRecord(row)
			? row
			: {};
		const kind = choiceFrom(type ?? 'string', 'Type', ROW_TYPES);
		return {
			name: requiredTextFrom(name, 'Name of a field'),
			type: kind,
			description: textFrom(description, 'Description of a field'),
			isRequired: booleanFrom(required ?? false, 'Required'),
			list: textFrom(kind === 'enum' ? choices : columns, kind === 'enum' ? 'Choices' : 'Columns'),
		};
	});
}
