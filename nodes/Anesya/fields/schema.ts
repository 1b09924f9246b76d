import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { chosenValue, isUnset, locatorModes } from './locator';
import { uuidFrom } from './uuid';

/** A schema, from the list that Anesya returns or by its id. */
export const schemaField: INodeProperties = {
	displayName: 'Schema',
	name: 'schema',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Anesya schema, which defines the fields to extract',
	...locatorModes({
		a: 'a schema',
		searchListMethod: 'searchSchemas',
		example: '300f339f-da71-4f9f-',
	}),
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
	return isUnset(value) ? undefined : uuidFrom(value, 'Schema');
}

function schemaValue(context: IExecuteFunctions, itemIndex: number): unknown {
	return chosenValue(context.getNodeParameter('schema', itemIndex));
}
