import type { INodeProperties, INodeTypeDescription, IWebhookFunctions } from 'n8n-workflow';

import { booleanFrom, choiceFrom } from '../../fields/values';
import { isRecord } from '../../guards/json';
import type { WebhookEvent } from './delivery';
import { EVENTS } from './delivery';
import { UNVERIFIED_STARTS } from './ledger';

/** What to do in Anesya before any call can arrive: only users can enter the URL there (documented). */
export const setupNotice: INodeProperties = {
	displayName:
		'In Anesya, under <b>Settings > Webhooks</b>, add a webhook for each event below, with the <b>Production URL</b> (under <b>Webhook URLs</b> above) as its target. Anesya must reach it over https from the internet. <a href="https://github.com/n8n-nodes-anesya/n8n-nodes-anesya#triggers" target="_blank">More info</a>',
	name: 'setup',
	type: 'notice',
	default: '',
};

/** What n8n says when the workflow is published. Its own text would let a user wait for calls that nobody has set up. */
export const toDoInAnesya =
	'One step is left unless you have done it: in Anesya, under Settings > Webhooks, add a webhook for each selected event, with the Production URL of this trigger as its target.';

/** Replaces n8n's own texts, which let a user wait for an event that goes to the other URL. */
export const testPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive a test call from Anesya',
	executionsHelp:
		'<b>To test</b>, add a webhook with the <b>Test URL</b> in Anesya, click Execute Step here, then let Anesya extract a document. Its data then appears in the output.<br /><br /><b>In production</b>, Anesya calls the <b>Production URL</b>. Once this workflow is active or published, each event starts it. You can see these runs in the <a data-key="executions">executions list</a>.',
};

/** The events that start the workflow. Any other is confirmed to Anesya and ignored. */
export const eventsField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Anesya Workflow Completed',
			value: 'workflow.completed',
			description: 'A workflow in Anesya finished',
		},
		{
			name: 'Anesya Workflow Failed',
			value: 'workflow.failed',
			description: 'A workflow in Anesya did not finish',
		},
		{
			name: 'Extract Completed',
			value: 'extract.completed',
			description: 'The data of a document is ready',
		},
		{
			name: 'Extract Failed',
			value: 'extract.failed',
			description: 'Anesya could not extract the data of a document',
		},
	],
	default: ['extract.completed'],
	description:
		"What starts the workflow. A failed extract is output with its ID, status and document name, or as a whole with the output 'Whole Extract'. Extract and workflow events of a document each start the workflow, and so does a Polling Trigger beside this one.",
};

/** Shown with the events whose calls n8n cannot check: they need not name an extract. */
export const unverifiedNotice: INodeProperties = {
	displayName: `Whoever knows the URL can start the events of a workflow too, with IDs of their own: at most ${UNVERIFIED_STARTS} times at once, then once a minute. To rule that out, select events of extracts only.`,
	name: 'unverified',
	type: 'notice',
	default: '',
	displayOptions: { show: { events: ['workflow.completed', 'workflow.failed'] } },
};

/** @throws UserError when an event does not exist */
export function readEvents(context: IWebhookFunctions): WebhookEvent[] {
	const events: unknown = context.getNodeParameter('events', []) ?? ['extract.completed'];
	const selected: unknown[] = Array.isArray(events) ? events : [events];
	return selected.map((event) => choiceFrom(event, 'Trigger On', EVENTS));
}

/** For a workflow that needs what the call says. Nothing is fetched, so nothing proves that it is true. */
export const rawCallOption: INodeProperties = {
	displayName: 'Output Raw Webhook Call',
	name: 'rawCall',
	type: 'boolean',
	default: true,
	description:
		'Whether to output the call itself instead of fetching the extract from Anesya. Anybody who knows the URL can then start the workflow with their own data, as often as they like. Otherwise, items hold only what Anesya returned, IDs and the event.',
};

/** @throws UserError when an expression gives neither true nor false */
export function readRawCall(context: IWebhookFunctions): boolean {
	const options: unknown = context.getNodeParameter('options', {});
	const rawCall: unknown = isRecord(options) ? options.rawCall : undefined;
	return booleanFrom(rawCall ?? false, 'Output Raw Webhook Call');
}
