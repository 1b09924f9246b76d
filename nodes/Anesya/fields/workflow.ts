import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { ID_PATTERN, URL_PATTERN, uuidFrom } from './uuid';

/** Without a list to choose from, because no call that lists workflows is documented. */
export const workflowField: INodeProperties = {
	displayName: 'Workflow',
	name: 'workflow',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description: 'The Anesya workflow to upload the documents to',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 0f8fad5b-d9cb-469f-…',
			hint: 'Paste the ID, or the address of the workflow in the Anesya app',
			validation: [
				{
					type: 'regex',
					properties: { regex: ID_PATTERN, errorMessage: 'This does not contain a workflow ID' },
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'Paste the whole address',
			hint: 'The address of the workflow in the Anesya app',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: URL_PATTERN,
						errorMessage: 'This address does not contain a workflow ID',
					},
				},
			],
		},
	],
};

/** @throws UserError when the field does not contain an id */
export function readWorkflowId(context: IExecuteFunctions, itemIndex: number): string {
	const workflow: unknown = context.getNodeParameter('workflow', itemIndex);
	return uuidFrom(isRecord(workflow) ? workflow.value : workflow, 'Workflow');
}
