import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { DocumentRules } from '../documents/collectDocuments';
import { isCombinedMode } from '../documents/itemFiles';
import { readField } from './read';
import { choiceFrom } from './values';

export const filesFields: INodeProperties[] = [
	{
		displayName: 'Files',
		name: 'files',
		type: 'options',
		options: [
			{
				name: 'All Files of the Item',
				value: 'all',
				description:
					'Every PDF, PNG and JPG file, in any field, except images too small to be a document, such as logos in emails (less than 200 pixels wide or high, or 100,000 pixels in all)',
			},
			{
				name: 'Chosen Fields',
				value: 'chosen',
				description: 'Only the files in the fields that you name',
			},
			{
				name: 'Links',
				value: 'links',
				description: 'Documents at web addresses, or as data URLs or base64 text',
			},
		],
		default: 'all',
		description: 'Which files of each item to upload',
	},
	{
		displayName: 'Input Binary Fields',
		name: 'fileFields',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data, attachment_0',
		hint: 'The names of the input binary fields that contain the files, separated by commas',
		description:
			"A path is possible too, for example attachments[0].file. An expression may also return files themselves, for example {{ $('Download').item.binary.data }}, or {{ $('Download').all() }} for those of all its items.",
		displayOptions: { show: { files: ['chosen'] } },
	},
	{
		displayName: 'Links',
		name: 'links',
		type: 'string',
		default: '',
		// Not required for n8n: it would ask for it too if an expression chooses among the sources.
		placeholder: 'e.g. https://example.com/invoice.pdf',
		hint: 'Web addresses (https or http), data URLs or base64 text; several on lines of their own',
		description:
			'The documents to upload. An expression may also return a list. A link must open without a login: the credential of Anesya is not sent to it.',
		displayOptions: { show: { files: ['links'] } },
	},
];

/** @throws UserError when an expression gives no choice of the list */
export function readFileChoice(
	context: IExecuteFunctions,
	itemIndex: number,
): DocumentRules['choice'] {
	const isCombined = isCombinedMode(context);
	const read = (field: string, unset: string) => readField(context, field, itemIndex, unset);
	const mode = choiceFrom(read('files', 'all'), 'Files', ['all', 'chosen', 'links']);
	if (mode === 'all') return { mode, isCombined };
	if (mode === 'chosen') return { mode, isCombined, fields: read('fileFields', '') };
	return { mode, links: read('links', '') };
}
