import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readField } from './read';
import { booleanFrom, wholeNumberFrom } from './values';

export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/**
 * How many results the user wants.
 *
 * @returns undefined for all of them
 * @throws UserError when a field is not usable
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number | undefined {
	if (booleanFrom(readField(context, 'returnAll', itemIndex, false), 'Return All'))
		return undefined;
	return wholeNumberFrom(readField(context, 'limit', itemIndex, 50), 'Limit', 1);
}
