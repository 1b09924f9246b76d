import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { optionsField } from './fields/options';
import { outputFields, outputOptions } from './fields/output';
import { searchTables } from './methods/searchTables';
import {
	eventsField,
	rawCallOption,
	setupNotice,
	testPanel,
	toDoInAnesya,
	unverifiedNotice,
} from './triggers/webhook/fields';
import { closeLedger } from './triggers/webhook/ledger';
import { receive } from './triggers/webhook/receive';

export class AnesyaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Anesya Trigger',
		name: 'anesyaTrigger',
		icon: { light: 'file:anesya.svg', dark: 'file:anesya.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].map((event) => event.replace("workflow", "anesya workflow").replace(".", " ").replace(/\\b[a-z]/g, (letter) => letter.toUpperCase())).join(", ") }}',
		// n8n's node search lists this trigger and the node Anesya as one, under this text.
		description:
			'Extract data from PDF files and images with Anesya, or start a workflow when a document is finished',
		eventTriggerDescription: 'Waiting for Anesya to call the Test URL',
		triggerPanel: testPanel,
		activationMessage: toDoInAnesya,
		defaults: { name: 'Anesya Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'anesyaApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
			},
		],
		properties: [
			setupNotice,
			eventsField,
			unverifiedNotice,
			...outputFields,
			optionsField([...outputOptions, rawCallOption]),
		],
	};

	methods = { listSearch: { searchTables } };

	/** Anesya has no call that manages webhooks (documented): users enter the URL in its dashboard. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				closeLedger(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
