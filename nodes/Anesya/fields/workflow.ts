import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ID_PATTERN, URL_PATTERN, uuidFrom } from './uuid';
import { isRecord } from '../guards/json';

/** No call lists workflows (none is documented), so there is no list to choose from. */
export const workflowField: INodeProperties = {
	displayName: 'Workflow',
	name: 'workflow',
	type: 'resourceLocator',
	default: { mode: 'id', value: '' },
	required: true,
	description: 'The Anesya workflow that the documents go into',
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
					properties: { regex: ID_PATTERN, errorMessage: 'There is no workflow ID in this' },
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
					properties: { regex: URL_PATTERN, errorMessage: 'This address has no workflow ID in it' },
				},
			],
		},
	],
};

/** @throws UserError when the field holds no id */
export function readWorkflow(context: IExecuteFunctions, itemIndex: number): string {
	const workflow: unknown = context.getNodeParameter('workflow', itemIndex);
	return uuidFrom(isRecord(workflow) ? workflow.value : workflow, 'Workflow');
}
