import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { hintForBuilders } from './builderHint';
import { chosenValue, locatorModes } from './locator';
import { uuidFrom } from './uuid';

/** The list has the workflows of recent extracts, because no call that lists workflows is documented. */
export const workflowField: INodeProperties = {
	displayName: 'Workflow',
	name: 'workflow',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		"The Anesya workflow to upload the documents to. The list has those that were used recently. For a new one, choose 'By URL' and paste its address from the Anesya app.",
	...hintForBuilders(
		"The ID of a workflow in the user's Anesya account. It cannot be guessed: leave it empty in mode 'list' for the user to choose, or ask for its address in the Anesya app.",
	),
	...locatorModes({
		a: 'an Anesya workflow',
		searchListMethod: 'searchWorkflows',
		example: '0f8fad5b-d9cb-469f-',
	}),
};

/** @throws UserError when the field does not contain an id */
export function readWorkflowId(context: IExecuteFunctions, itemIndex: number): string {
	return uuidFrom(chosenValue(context.getNodeParameter('workflow', itemIndex)), 'Workflow');
}
