import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { chosenValue, locatorModes } from './locator';
import { uuidFrom } from './uuid';

/** By its ID unless chosen otherwise: nearly always, it comes from the item. */
export const extractIdField: INodeProperties = {
	displayName: 'Extract ID',
	name: 'extractId',
	type: 'resourceLocator',
	default: { mode: 'id', value: '={{ $json.id }}' },
	required: true,
	description:
		"The ID that Upload Extract returns. After a node that outputs extracted data, switch on its option 'Add Extract Details' and use the ID in _extract.",
	...locatorModes({
		a: 'an extract',
		searchListMethod: 'searchExtracts',
		example: '7c9e6679-7425-40de-',
	}),
};

/** @throws UserError when the field does not contain an id */
export function readExtractId(context: IExecuteFunctions, itemIndex: number): string {
	return uuidFrom(chosenValue(context.getNodeParameter('extractId', itemIndex)), 'Extract');
}
