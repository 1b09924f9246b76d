import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { DocumentRules } from '../documents/collectDocuments';
import { isCombinedMode } from '../documents/itemFiles';
import { readField } from './read';
import { choiceFrom } from './values';

const CHOSEN: INodePropertyOptions = {
	name: 'Chosen Fields',
	value: 'chosen',
	description: 'Only the files in the fields that you name',
};

const LINKS: INodePropertyOptions = {
	name: 'Links',
	value: 'links',
	description: 'Documents at web addresses, or as data URLs or base64 text',
};

/** Where the node is the tool of an AI agent. */
const AS_TOOL: INodeProperties['displayOptions'] = { show: { '@tool': [true] } };
const NOT_AS_TOOL: INodeProperties['displayOptions'] = { hide: { '@tool': [true] } };

const filesField: INodeProperties = {
	displayName: 'Files',
	name: 'files',
	type: 'options',
	options: [
		{
			name: 'All Files of the Item',
			value: 'all',
			description:
				'Every PDF, PNG and JPG file, in any field, except images too small to be a document, such as logos in emails',
		},
		CHOSEN,
		LINKS,
	],
	default: 'all',
	description: 'Which files of each item to upload',
	displayOptions: NOT_AS_TOOL,
};

const linksField: INodeProperties = {
	displayName: 'Links',
	name: 'links',
	type: 'string',
	default: '',
	// Not required for n8n: it would ask for it too if an expression chooses among the sources.
	placeholder: 'e.g. https://example.com/invoice.pdf',
	typeOptions: { rows: 2 },
	hint: 'Web addresses, data URLs or base64 text, one per line',
	description:
		'The documents to upload. An expression may also return a list. A link must open without a login: your Anesya token is not sent to it.',
	displayOptions: { show: { files: ['links'] }, hide: { '@tool': [true] } },
};

/** An agent has no items with files: it gives a link, or an expression gives it a file of another node. */
export const filesFields: INodeProperties[] = [
	{
		displayName:
			"The AI agent can give links to documents: 'Links' is set up for that. To use a file of another node, choose 'Chosen Fields' and enter an expression, for example {{ $('Chat').item.binary.data }}.",
		name: 'toolNotice',
		type: 'notice',
		default: '',
		displayOptions: AS_TOOL,
	},
	filesField,
	{
		...filesField,
		options: [CHOSEN, LINKS],
		default: 'links',
		description: 'Which documents to upload',
		displayOptions: AS_TOOL,
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
	linksField,
	{
		...linksField,
		default: `={{ $fromAI('link', 'The web address of the document (PDF, PNG or JPG). It must open without a login. One address per line.', 'string') }}`,
		displayOptions: { show: { files: ['links'], '@tool': [true] } },
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
