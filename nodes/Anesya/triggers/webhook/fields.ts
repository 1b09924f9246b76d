import type { INodeProperties } from 'n8n-workflow';

export const setupNotice: INodeProperties = {
	displayName:
		'In Anesya, open <b>Settings > Webhooks</b> and add a webhook for each event that you choose here. Paste the <b>Production URL</b>, which stands under Webhook URLs above, as its target: it has to start with https://, and Anesya has to reach it from the internet. Then activate or publish this workflow. To test, add a second webhook with the <b>Test URL</b>, or take the Anesya Polling Trigger, which fetches a document that is there.',
	name: 'setup',
	type: 'notice',
	default: '',
};

export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{ name: 'Anesya Workflow Completed', value: 'workflow.completed', description: 'A workflow in Anesya is through' },
		{ name: 'Anesya Workflow Failed', value: 'workflow.failed', description: 'A workflow in Anesya did not come to its end' },
		{ name: 'Extract Completed', value: 'extract.completed', description: 'The data of a document is ready' },
		{ name: 'Extract Failed', value: 'extract.failed', description: 'Anesya could not extract a document' },
	],
	default: ['extract.completed'],
	description: 'What starts the workflow. An event that has no result gives an item with the ID, status and document name.',
};

export const asItCameOption: INodeProperties = {
	displayName: 'Output Raw Webhook Call',
	name: 'asItCame',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the call itself instead of fetching the extract from Anesya. Anybody who knows the URL can then start the workflow with data of their own.',
};
