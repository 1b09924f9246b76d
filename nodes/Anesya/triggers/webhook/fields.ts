import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** What to do in Anesya before anything can arrive: only users can enter the address there (documented). */
export const setupNotice: INodeProperties = {
	displayName:
		'In Anesya, open <b>Settings > Webhooks</b> and add a webhook for each event that you choose here. Paste the <b>Production URL</b>, which stands under Webhook URLs above, as its target: it has to start with https://, and Anesya has to reach it from the internet. Then activate or publish this workflow. To test, add a second webhook with the <b>Test URL</b>, or take the Anesya Polling Trigger, which fetches a document that is there.',
	name: 'setup',
	type: 'notice',
	default: '',
};

/** In the place of n8n's own texts, which let a user wait for an event that goes to the other URL. */
export const testPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive a test call from Anesya',
	executionsHelp:
		'<b>To test</b>, add a webhook with the <b>Test URL</b> in Anesya, choose Execute Step here, then let Anesya extract a document. Its data shows up as the output.<br /><br /><b>From day to day</b>, Anesya calls the <b>Production URL</b>. Once this workflow is active or published, each event starts it; these runs stand in the <a data-key="executions">executions list</a>.',
};

/** What starts the workflow; what Anesya reports beside it is thanked for. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Anesya Workflow Completed',
			value: 'workflow.completed',
			description: 'A workflow in Anesya is through',
		},
		{
			name: 'Anesya Workflow Failed',
			value: 'workflow.failed',
			description: 'A workflow in Anesya did not come to its end',
		},
		{
			name: 'Extract Completed',
			value: 'extract.completed',
			description: 'The data of a document is ready',
		},
		{
			name: 'Extract Failed',
			value: 'extract.failed',
			description: 'Anesya could not extract a document',
		},
	],
	default: ['extract.completed'],
	description:
		'What starts the workflow. An event that has no result gives an item with the ID, status and document name.',
};

/** For a workflow that needs what the call says: nothing is fetched, so that nothing vouches for it. */
export const asItCameOption: INodeProperties = {
	displayName: 'Output Raw Webhook Call',
	name: 'asItCame',
	type: 'boolean',
	default: false,
	description:
		'Whether to output the call itself instead of fetching the extract from Anesya. Anybody who knows the URL can then start the workflow with data of their own.',
};
