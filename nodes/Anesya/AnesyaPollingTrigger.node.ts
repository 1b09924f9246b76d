import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { extractFilters, filtersField } from './fields/extractFilters';
import { outputFields } from './fields/output';
import { searchTables } from './methods/searchTables';
import { searchWorkflows } from './methods/searchWorkflows';
import { polledWorkflowField, pollOptionsField, triggerOnField } from './triggers/polling/fields';
import { poll } from './triggers/polling/poll';

export class AnesyaPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Anesya Polling Trigger',
		name: 'anesyaPollingTrigger',
		icon: { light: 'file:anesya.svg', dark: 'file:anesya.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["triggerOn"].map((outcome) => ({ completed: "Extract Completed", failed: "Extract Failed" })[outcome]).join(", ") }}',
		description:
			'Starts the workflow when Anesya has finished a document, by polling. Needs no public address.',
		defaults: { name: 'Anesya Polling Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		polling: true,
		credentials: [{ name: 'anesyaApi', required: true }],
		properties: [
			triggerOnField,
			polledWorkflowField,
			filtersField(extractFilters),
			...outputFields,
			pollOptionsField,
		],
	};

	methods = { listSearch: { searchTables, searchWorkflows } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
