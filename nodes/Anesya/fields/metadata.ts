import { UserError } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../guards/json';
import { requiredTextFrom, textFrom, objectFrom } from './values';

export const metadataOptions: INodeProperties[] = [
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add metadata',
		default: {},
		description: 'Your own keys and values, kept with the extract. Get Many can filter by them.',
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
	},
	{
		displayName: 'Metadata (JSON)',
		name: 'metadataJson',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "customer": "4711" }',
		description: 'The same as a JSON object, instead of Metadata',
	},
];

/**
 * @param options the node's options
 * @returns undefined when there are none
 * @throws UserError when a key is empty or used twice, a value is no text, or the JSON is no object
 */
export function metadataIn({ metadata, metadataJson }: IDataObject): IDataObject | undefined {
	const entries = entriesIn(metadata);
	const object =
		metadataJson === undefined || metadataJson === ''
			? {}
			: objectFrom(metadataJson, 'Metadata (JSON)');
	const hasObject = Object.keys(object).length > 0;
	if (entries.length > 0 && hasObject) {
		throw new UserError('Both Metadata and Metadata (JSON) are filled in', {
			description: 'Remove one of the two options.',
		});
	}
	return entries.length > 0 ? Object.fromEntries(entries) : hasObject ? object : undefined;
}

function entriesIn(metadata: unknown): Array<[string, string]> {
	const list: unknown = isRecord(metadata) ? metadata.entry : undefined;
	const entries = (Array.isArray(list) ? list : []).map((entry: unknown): [string, string] => {
		const { key, value }: IDataObject = isRecord(entry) ? entry : {};
		const name = requiredTextFrom(key, 'Key of Metadata');
		return [
			name,
			textFrom(
				typeof value === 'boolean' ? String(value) : value,
				`Value of "${name}" in Metadata`,
			),
		];
	});
	const twice = entries.find(
		([key], index) => entries.findIndex(([other]) => other === key) < index,
	);
	if (twice === undefined) return entries;
	throw new UserError(`The key "${twice[0]}" stands twice in Metadata`, {
		description: 'Use each key once.',
	});
}
