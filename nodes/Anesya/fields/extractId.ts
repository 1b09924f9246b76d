import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { uuidFrom } from './uuid';

export const extractIdField: INodeProperties = {
	displayName: 'Extract ID',
	name: 'extractId',
	type: 'string',
	default: '={{ $json.id }}',
	required: true,
	placeholder: 'e.g. 7c9e6679-7425-40de-944b-e07fc1f90ae7',
	description:
		"The ID that Upload Extract returned, or the address of the extract in the Anesya app. After a node that outputs extracted data, switch on its option 'Add Extract Details' and use the ID in _extract.",
};

/** @throws UserError when the field does not contain an id */
export function readExtractId(context: IExecuteFunctions, itemIndex: number): string {
	return uuidFrom(context.getNodeParameter('extractId', itemIndex), 'Extract');
}
