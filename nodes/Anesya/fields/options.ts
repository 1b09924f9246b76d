import type { INodeProperties } from 'n8n-workflow';

/** The collection for what is rarely needed, sorted as n8n wants it. */
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

/**
 * Sorts in the order that n8n's linters want. The names are English: a comparison by locale would load
 * the rules of all languages, which takes longer than everything else when n8n loads this package.
 */
export function sortedBy<Entry>(entries: Entry[], nameOf: (entry: Entry) => string): Entry[] {
	return [...entries].sort((a, b) => (nameOf(a).toLowerCase() < nameOf(b).toLowerCase() ? -1 : 1));
}
