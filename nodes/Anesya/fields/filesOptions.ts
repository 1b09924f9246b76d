import type { INodeProperties } from 'n8n-workflow';

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
	{
		displayName: 'When an Item Has No Document',
		name: 'whenNoDocument',
		type: 'options',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: 'The item fails; its text lists what was found on it',
			},
			{
				name: 'Leave the Item Out',
				value: 'leaveOut',
				description: 'The item gives no output; a hint tells of it',
			},
		],
		default: 'fail',
		description:
			'What to do with an item without a file, or with none that can be uploaded, such as a mail with a logo only',
	},
];

/** Separate, because only an upload into a workflow takes several files. */
export const togetherOption: INodeProperties = {
	displayName: 'Send Files of an Item Together',
	name: 'together',
	type: 'boolean',
	default: false,
	description:
		'Whether to upload all files of an item in one request. If Anesya refuses one of them, the others may not be taken either.',
};
