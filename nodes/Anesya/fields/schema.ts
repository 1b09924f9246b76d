import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ID_PATTERN, URL_PATTERN, uuidFrom } from './uuid';
import { isRecord } from '../guards/json';

/** A schema from the list that Anesya gives, or by its id. */
export const schemaField: INodeProperties = {
	displayName: 'Schema',
	name: 'schema',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Anesya schema: which fields to extract',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a schema',
			typeOptions: { searchListMethod: 'searchSchemas', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 300f339f-da71-4f9f-…',
			validation: [
				{
					type: 'regex',
					properties: { regex: ID_PATTERN, errorMessage: 'There is no schema ID in this' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'Paste the whole address',
			hint: 'The address of the schema in the Anesya app',
			validation: [
				{
					type: 'regex',
					properties: { regex: URL_PATTERN, errorMessage: 'This address has no schema ID in it' },
				},
			],
		},
	],
};

/** @throws UserError when the field holds no id */
export function readSchemaId(context: IExecuteFunctions, itemIndex: number): string {
	return uuidFrom(valueOf(context, itemIndex), 'Schema');
}

/** The same where the field may be left empty. */
export function readOptionalSchemaId(
	context: IExecuteFunctions,
	itemIndex: number,
): string | undefined {
	const value = valueOf(context, itemIndex);
	const isEmpty =
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	return isEmpty ? undefined : uuidFrom(value, 'Schema');
}

function valueOf(context: IExecuteFunctions, itemIndex: number): unknown {
	const schema: unknown = context.getNodeParameter('schema', itemIndex);
	return isRecord(schema) ? schema.value : schema;
}
