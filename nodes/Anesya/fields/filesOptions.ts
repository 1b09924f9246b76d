import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { DocumentRules } from '../documents/collectDocuments';
import { readFileChoice } from './files';
import { readField, readOptions } from './read';
import { booleanFrom, choiceFrom, numberFrom } from './values';

export const filesOptions: INodeProperties[] = [
	{
		displayName: 'Upload Other File Types',
		name: 'anyType',
		type: 'boolean',
		default: true,
		description:
			'Whether to also upload files that are not PDF, PNG or JPG by their content, are empty or ask for a password. Anesya then decides what to do with them.',
	},
	{
		displayName: 'Upload Small Images',
		name: 'smallImages',
		type: 'boolean',
		default: true,
		displayOptions: { show: { '/files': ['all'] } },
		description:
			'Whether to also upload PNG and JPG files that are too small to be a document, such as logos and icons: less than 200 pixels wide or high, or less than 100,000 pixels in all',
	},
	{
		displayName: 'Uploads at Once',
		name: 'uploadsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'How many uploads run at the same time. The value of the first item counts.',
	},
	{
		displayName: 'Items Without Document',
		name: 'whenNoDocument',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'The item fails. Its error lists what was found on it.',
			},
			{
				name: 'Leave Out',
				value: 'leaveOut',
				description: 'The item has no output. A hint mentions it.',
			},
			{
				name: 'Leave Out Only if Without Files',
				value: 'leaveOutIfNoFiles',
				description:
					'The item has no output if it has no file, or only small images. It fails if it has files that cannot be uploaded.',
			},
		],
		default: 'fail',
		description:
			'What to do with an item that has no file, or none that can be uploaded, such as an email with only a logo',
	},
];

/** Separate, because only an upload to a workflow takes several files. */
export const togetherOption: INodeProperties = {
	displayName: 'Upload Files Together',
	name: 'together',
	type: 'boolean',
	default: true,
	description:
		'Whether to upload all files of an item in one request. If Anesya refuses one of them, it may not accept the others either.',
};

/** @throws UserError when a field or an option is not usable */
export function readDocumentRules(context: IExecuteFunctions, itemIndex: number): DocumentRules {
	const { anyType, smallImages, whenNoDocument } = readOptions(context, itemIndex);
	return {
		choice: readFileChoice(context, itemIndex),
		anyType: booleanFrom(anyType ?? false, 'Upload Other File Types'),
		smallImages: booleanFrom(smallImages ?? false, 'Upload Small Images'),
		whenNone: choiceFrom(whenNoDocument ?? 'fail', 'Items Without Document', [
			'fail',
			'leaveOut',
			'leaveOutIfNoFiles',
		]),
		mayLoseLinks: context.getNode().onError === 'continueErrorOutput',
	};
}

/** Whether the files of an item go into one request. @throws UserError when it is not usable */
export function readTogether(context: IExecuteFunctions, itemIndex: number): boolean {
	const { together } = readOptions(context, itemIndex);
	return booleanFrom(together ?? false, 'Upload Files Together');
}

/**
 * How many uploads run at the same time. The whole run has one number, from its first item.
 *
 * @throws UserError when it is not usable. The first item's other options are that item's own matter.
 */
export function readUploadsAtOnce(context: IExecuteFunctions): number {
	const uploadsAtOnce = readField(context, 'options.uploadsAtOnce', 0, 10);
	return Math.floor(numberFrom(uploadsAtOnce, 'Uploads at Once', 1));
}
