import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { ID_PATTERN, URL_PATTERN, uuidFrom } from './uuid';

/** A schema, from the list that Anesya returns or by its id. */
export const schemaField: INodeProperties = {
	displayName: 'Schema',
	name: 'schema',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Anesya schema, which defines the fields to extract',
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
					properties: { regex: ID_PATTERN, errorMessage: 'This does not contain a schema ID' },
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
					properties: {
						regex: URL_PATTERN,
						errorMessage: 'This address does not contain a schema ID',
					},
				},
			],
		},
	],
};

/** @throws UserError when the field does not contain an id */
export function readSchemaId(context: IExecuteFunctions, itemIndex: number): string {
	return uuidFrom(schemaValue(context, itemIndex), 'Schema');
}

/** The same for a field that may be empty. @returns undefined if it is empty */
export function readOptionalSchemaId(
	context: IExecuteFunctions,
	itemIndex: number,
): string | undefined {
	const value = schemaValue(context, itemIndex);
	const isEmpty =
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	return isEmpty ? undefined : uuidFrom(value, 'Schema');
}

function schemaValue(context: IExecuteFunctions, itemIndex: number): unknown {
	const schema: unknown = context.getNodeParameter('schema', itemIndex);
	return isRecord(schema) ? schema.value : schema;
}
