import { UserError } from 'n8n-workflow';
import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import type { ExtractFilter } from '../../api/listExtracts';
import { isRecord } from '../../api/record';
import { extractFilterFrom } from '../../fields/extractFilters';

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

/** The statuses that start the workflow. @throws UserError when there are none */
export function readTriggerOn(context: IPollFunctions): string[] {
	const chosen: unknown = context.getNodeParameter('triggerOn', []);
	const statuses = Array.isArray(chosen) ? chosen.map((name) => (name === 'failed' ? 'ERROR' : 'FINISHED')) : [];
	if (statuses.length > 0) return statuses;
	throw new UserError('The field Trigger On is empty', { description: 'Choose what starts the workflow.' });
}

/** @throws UserError when a filter is not usable */
export function readFilter(context: IPollFunctions): ExtractFilter {
	const filters: unknown = context.getNodeParameter('filters', {});
	return extractFilterFrom(isRecord(filters) ? filters : {});
}
