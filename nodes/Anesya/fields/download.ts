import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Download } from '../downloads/plannedFiles';
import { DOWNLOADS } from '../downloads/plannedFiles';
import { readField } from './read';
import { choiceFrom, requiredTextFrom } from './values';

export const downloadFields: INodeProperties[] = [
	{
		displayName: 'What to Download',
		name: 'download',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'The extracted data as a table' },
			{
				name: 'Images',
				value: 'images',
				description: 'Each image cut from the document, one item each',
			},
			{
				name: 'Images as ZIP',
				value: 'imagesZip',
				description: 'All images cut from the document, in one file',
			},
			{ name: 'JSON', value: 'json', description: 'The whole extract as a JSON file' },
			{ name: 'Source Document', value: 'document', description: 'The file that was uploaded' },
		],
		default: 'csv',
		description: 'Which part of the extract to download',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
	},
];

/** What the user wants to download, and the binary field to put it in. */
export interface DownloadRules {
	download: Download;
	field: string;
}

/** @throws UserError when a field is not usable */
export function readDownload(context: IExecuteFunctions, itemIndex: number): DownloadRules {
	return {
		download: choiceFrom(
			readField(context, 'download', itemIndex, 'csv'),
			'What to Download',
			DOWNLOADS,
		),
		field: requiredTextFrom(
			readField(context, 'binaryPropertyName', itemIndex, 'data'),
			'Put Output File in Field',
		),
	};
}
