import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { DocumentRules } from '../documents/collectDocuments';
import { isCombinedMode } from '../documents/itemFiles';
import { booleanFrom, choiceFrom, numberFrom } from './values';

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
					'Every PDF, PNG and JPG file, in any field. To skip small images such as logos, see the options.',
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
		hint: 'The names of the input binary fields that contain the files, separated by commas',
		description:
			"An expression may also return the file itself, for example {{ $('Download').item.binary.data }}",
		displayOptions: { show: { files: ['chosen'] } },
	},
];

export const filesOptions: INodeProperties[] = [
	{
		displayName: 'Send Other File Types',
		name: 'anyType',
		type: 'boolean',
		default: false,
		description: 'Whether to upload files that are not PDF, PNG or JPG too, and let Anesya decide',
	},
	{
		displayName: 'Skip Images Smaller Than (KB)',
		name: 'smallest',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		displayOptions: { show: { '/files': ['all'] } },
		description: 'Skips small PNG and JPG files, such as logos in email signatures',
	},
	{
		displayName: 'Uploads at Once',
		name: 'uploadsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'How many uploads run at the same time. The value of the first item is used.',
	},
	{
		displayName: 'When an Item Has No Document',
		name: 'whenNoDocument',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'The item fails. Its error lists what was found on it.',
			},
			{
				name: 'Leave the Item Out',
				value: 'leaveOut',
				description: 'The item has no output. A hint mentions it.',
			},
		],
		default: 'fail',
		description:
			'What to do with an item that has no file, or none that can be uploaded, such as an email with only a logo',
	},
];

/** Separate, because only an upload to a workflow takes several files. */
export const togetherOption: INodeProperties = {
	displayName: 'Send Files of an Item Together',
	name: 'together',
	type: 'boolean',
	default: false,
	description:
		'Whether to upload all files of an item in one request. If Anesya refuses one of them, it may not accept the others either.',
};

/** @throws UserError when a field or an option is not usable */
export function readDocumentRules(context: IExecuteFunctions, itemIndex: number): DocumentRules {
	const mode = choiceFrom(context.getNodeParameter('files', itemIndex), 'Files', ['all', 'chosen']);
	const isCombined = isCombinedMode(context);
	const { anyType, smallest, whenNoDocument } = context.getNodeParameter('options', itemIndex, {});
	return {
		choice:
			mode === 'all'
				? { mode, isCombined }
				: { mode, isCombined, fields: context.getNodeParameter('fileFields', itemIndex) },
		minImageSize: numberFrom(smallest ?? 0, 'Skip Images Smaller Than', 0) * 1024,
		anyType: booleanFrom(anyType ?? false, 'Send Other File Types'),
		allowNone:
			choiceFrom(whenNoDocument ?? 'fail', 'When an Item Has No Document', ['fail', 'leaveOut']) ===
			'leaveOut',
	};
}

/** Whether the files of an item go into one request. @throws UserError when it is not usable */
export function readTogether(context: IExecuteFunctions, itemIndex: number): boolean {
	const { together } = context.getNodeParameter('options', itemIndex, {});
	return booleanFrom(together ?? false, 'Send Files of an Item Together');
}

/**
 * How many uploads run at the same time. The whole run has one number, from its first item.
 *
 * @throws UserError when it is not usable. The first item's other options are that item's own matter.
 */
export function readUploadsAtOnce(context: IExecuteFunctions): number {
	const uploadsAtOnce: unknown = context.getNodeParameter('options.uploadsAtOnce', 0, 10);
	return Math.floor(numberFrom(uploadsAtOnce, 'Uploads at Once', 1));
}
