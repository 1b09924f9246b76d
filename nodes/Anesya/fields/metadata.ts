import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { setOptions } from './read';
import { entriesIn, objectFrom, requiredTextFrom, textFrom } from './values';

/** Keys and values. Without `multipleValues`, it has one entry. */
export const metadataField: INodeProperties = {
	displayName: 'Metadata',
	name: 'metadata',
	type: 'fixedCollection',
	placeholder: 'Add metadata',
	default: {},
	options: [
		{
			displayName: 'Entry',
			name: 'entry',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. customer',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4711',
				},
			],
		},
	],
};

export const metadataOptions: INodeProperties[] = [
	{
		...metadataField,
		typeOptions: { multipleValues: true },
		description: 'Your own keys and values, stored with the extract. Get Many can filter by them.',
	},
	{
		displayName: 'Metadata (JSON)',
		name: 'metadataJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "customer": "4711" }',
		description: "Your own keys and values as a JSON object, instead of 'Metadata'",
	},
];

/**
 * Checks the metadata among the node's options. What an expression gives as null is not set.
 *
 * @returns undefined if there is none
 * @throws UserError when a key is empty or used twice, a value is not text, the JSON is not an object,
 * or both options are filled in
 */
export function metadataFrom({ metadata, metadataJson }: IDataObject): IDataObject | undefined {
	const entries = entriesFrom(metadata);
	const object =
		metadataJson === undefined || metadataJson === ''
			? {}
			: setOptions(objectFrom(metadataJson, 'Metadata (JSON)'));
	const hasObject = Object.keys(object).length > 0;
	if (entries.length > 0 && hasObject) {
		throw new UserError("Both 'Metadata' and 'Metadata (JSON)' are filled in", {
			description: 'Remove one of the two options.',
		});
	}
	return entries.length > 0 ? Object.fromEntries(entries) : hasObject ? object : undefined;
}

function entriesFrom(metadata: unknown): Array<[string, string]> {
	const records = entriesIn(metadata, 'entry').map((entry): IDataObject =>
		isRecord(entry) ? entry : {},
	);
	const isSet = ({ value }: IDataObject) => value !== null && value !== undefined;
	const entries = records.filter(isSet).map(({ key, value }): [string, string] => {
		const name = requiredTextFrom(key, 'Metadata > Key');
		const text = typeof value === 'boolean' ? String(value) : value;
		return [name, textFrom(text, `Metadata > ${name}`)];
	});
	const repeated = entries.find(
		([key], index) => entries.findIndex(([other]) => other === key) < index,
	);
	if (repeated === undefined) return entries;
	throw new UserError(`The key "${repeated[0]}" is used twice in 'Metadata'`, {
		description: 'Use each key once.',
	});
}
