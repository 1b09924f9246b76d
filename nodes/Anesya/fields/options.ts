import type { INodeProperties } from 'n8n-workflow';

/** The collection for what is rarely needed, sorted as n8n wants it. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.toSorted(byName),
	};
}

/** By name. A comparison by locale would load the rules of all languages, which takes longer than all else when n8n loads this package. */
function byName(a: INodeProperties, b: INodeProperties): number {
	return a.displayName.toLowerCase() < b.displayName.toLowerCase() ? -1 : 1;
}
