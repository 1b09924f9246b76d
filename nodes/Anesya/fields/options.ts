import type { INodeProperties } from 'n8n-workflow';

import { sortedBy } from './sorted';

/** The collection for what is rarely needed, sorted as n8n shows it. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: sortedBy(options, ({ displayName }) => displayName),
	};
}
