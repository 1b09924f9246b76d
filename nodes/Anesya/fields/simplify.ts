import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { booleanFrom } from './choice';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @throws UserError when an expression gives neither true nor false */
export function readSimplify(context: IExecuteFunctions, itemIndex: number): boolean {
	return booleanFrom(context.getNodeParameter('simple', itemIndex, true), 'Simplify');
}
