import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { DocumentRules } from '../documents/collectDocuments';
import { numberFrom } from './number';

export const filesFields: INodeProperties[] = [
	{
		displayName: 'Files',
		name: 'files',
		type: 'options',
		options: [
			{
				name: 'All Files of the Item',
				value: 'all',
				description: 'Every PDF, PNG and JPG file, whatever its field is called',
			},
			{
				name: 'Chosen Fields',
				value: 'chosen',
				description: 'Only the files in the fields that you name',
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
		hint: 'The names of the input binary fields that hold the files, separated by commas',
		description: 'An expression may also give the file itself, for example {{ $(\'Download\').item.binary.data }}',
		displayOptions: { show: { files: ['chosen'] } },
	},
];

export const filesOptions: INodeProperties[] = [
	{
		displayName: 'Send Other File Types',
		name: 'anyType',
		type: 'boolean',
		default: false,
		description: 'Whether to upload files that are no PDF, PNG or JPG too, and let Anesya decide',
	},
	{
		displayName: 'Skip Pictures Smaller Than (KB)',
		name: 'smallest',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		displayOptions: { show: { '/files': ['all'] } },
		description: 'Leaves out small PNG and JPG files, such as logos in e-mail signatures',
	},
	{
		displayName: 'Uploads at Once',
		name: 'uploadsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'How many uploads run at the same time. The value of the first item counts.',
	},
];

/** Separate, because only an upload into a workflow takes several files. */
export const togetherOption: INodeProperties = {
	displayName: 'Send Files of an Item Together',
	name: 'together',
	type: 'boolean',
	default: false,
	description: 'Whether to upload all files of an item in one request. If Anesya refuses one of them, the others may not be taken either.',
};

/** @throws UserError when an option is no usable number */
export function readDocumentRules(context: IExecuteFunctions, itemIndex: number): DocumentRules {
	const isChosen = context.getNodeParameter('files', itemIndex) === 'chosen';
	const { anyType, smallest } = context.getNodeParameter('options', itemIndex, {});
	return {
		choice: isChosen
			? { mode: 'chosen', fields: context.getNodeParameter('fileFields', itemIndex) }
			: { mode: 'all' },
		smallest: numberFrom(smallest ?? 0, 'Skip Pictures Smaller Than', 0) * 1024,
		anyType: anyType === true,
	};
}

/** How many uploads run side by side; one number for the whole run. */
export function readUploadsAtOnce(context: IExecuteFunctions): number {
	const { uploadsAtOnce } = context.getNodeParameter('options', 0, {});
	return Math.floor(numberFrom(uploadsAtOnce ?? 10, 'Uploads at Once', 1));
}

/** Whether the files of an item go into one request. */
export function readTogether(context: IExecuteFunctions, itemIndex: number): boolean {
	return context.getNodeParameter('options', itemIndex, {}).together === true;
}
