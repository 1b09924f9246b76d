import type { INodeProperties } from 'n8n-workflow';

export const setupNotice: INodeProperties = {
	displayName:
		'In Anesya, open <b>Settings > Webhooks</b> and add a webhook for each event that you choose here. Paste the <b>Production URL</b>, which stands under Webhook URLs above, as its target: it has to start with https://, and Anesya has to reach it from the internet. Then activate or publish this workflow.',
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
		{ name: 'Extract Completed', value: 'extract.completed', description: 'The data of a document is ready' },
		{ name: 'Extract Failed', value: 'extract.failed', description: 'Anesya could not extract a document' },
		{ name: 'Workflow Completed', value: 'workflow.completed', description: 'An Anesya workflow is through' },
		{ name: 'Workflow Failed', value: 'workflow.failed', description: 'An Anesya workflow did not come to its end' },
	],
	default: ['extract.completed'],
	description: 'What starts the workflow. An event that has no result gives an item with the ID, status and document name.',
};

export const asItCameOption: INodeProperties = {
	displayName: 'Hand the Delivery On as It Came',
	name: 'asItCame',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the call itself instead of fetching the extract from Anesya. Anybody who knows the URL can then start the workflow with data of their own.',
};
