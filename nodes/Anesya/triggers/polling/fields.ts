import { UserError } from 'n8n-workflow';
import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import { isRecord } from '../../api/extract';
import type { ExtractFilter } from '../../api/listExtracts';
import { uuidFrom } from '../../fields/uuid';
import { workflowField } from '../../fields/workflow';

export const triggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: [
		{ name: 'Extract Failed', value: 'failed', description: 'Anesya could not extract a document' },
		{ name: 'Extract Finished', value: 'finished', description: 'The data of a document is ready' },
	],
	default: ['finished'],
	description: 'What starts the workflow. A failed extract gives an item with its ID, status and document name.',
};

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'By default all extracts of the account start the workflow',
	options: [
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice',
			description: 'Only documents whose name, or whose schema, has this text in its name',
		},
		{ ...workflowField, required: false, description: 'Only documents of this Anesya workflow' },
	],
};

/** The statuses that start the workflow. @throws UserError when there are none */
export function readTriggerOn(context: IPollFunctions): string[] {
	const chosen: unknown = context.getNodeParameter('triggerOn', []);
	const statuses = Array.isArray(chosen) ? chosen.map((name) => (name === 'failed' ? 'ERROR' : 'FINISHED')) : [];
	if (statuses.length > 0) return statuses;
	throw new UserError('The field Trigger On is empty', { description: 'Choose what starts the workflow.' });
}

/** @throws UserError when a workflow is given that is none */
export function readFilter(context: IPollFunctions): ExtractFilter {
	const filters: unknown = context.getNodeParameter('filters', {});
	const { search, workflow } = isRecord(filters) ? filters : {};
	const chosen: unknown = isRecord(workflow) ? workflow.value : workflow;
	return {
		search: typeof search === 'string' && search.trim() !== '' ? search.trim() : undefined,
		workflow: chosen === undefined || chosen === '' ? undefined : uuidFrom(chosen, 'Workflow'),
	};
}
