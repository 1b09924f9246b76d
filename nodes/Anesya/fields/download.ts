import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Download } from '../downloads/plannedFiles';
import { DOWNLOADS } from '../downloads/plannedFiles';
import { choiceFrom, requiredTextFrom } from './values';
export const downloadFields: INodeProperties[] = [
	{
		displayName: 'What to Download',
		name: 'download',
		type: 'options',
		options: [
			{ name: 'CSV', value: 'csv', description: 'The extracted data as a table' },
			{ name: 'JSON', value: 'json', description: 'The whole extract as a JSON file' },
			{
				name: 'Pictures',
				value: 'pictures',
				description: 'Each picture that was cut from the document, one item each',
			},
			{
				name: 'Pictures as ZIP',
				value: 'images',
				description: 'All pictures that were cut from the document, in one file',
			},
			{ name: 'Source Document', value: 'document', description: 'The file that was uploaded' },
		],
		default: 'csv',
		description: 'What to download of the extract',
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

/** What the user wants to download, and the field that it goes into. */
export interface DownloadRules {
	download: Download;
	field: string;
}

/** @throws UserError when a field is not usable */
export function readDownload(context: IExecuteFunctions, itemIndex: number): DownloadRules {
	return {
		download: choiceFrom(
			context.getNodeParameter('download', itemIndex),
			'What to Download',
			DOWNLOADS,
		),
		field: requiredTextFrom(
			context.getNodeParameter('binaryPropertyName', itemIndex),
			'Put Output File in Field',
		),
	};
}
