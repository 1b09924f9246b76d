import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { ExtractFilter } from '../../api/listExtracts';
import { extractFilterFrom, workflowFilter } from '../../fields/extractFilters';
import { optionsField } from '../../fields/options';
import { outputOptions } from '../../fields/output';
import { choiceFrom } from '../../fields/values';
import { isRecord } from '../../guards/json';

/** What starts the workflow. Read by readTriggerOn. */
export const triggerOnField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Extract Completed',
			value: 'completed',
			description: 'The data of a document is ready',
		},
		{
			name: 'Extract Failed',
			value: 'failed',
			description: 'Anesya could not extract the data of a document',
		},
	],
	default: ['completed'],
	description:
		"What starts the workflow. A failed extract is output with its ID, status and document name, or as a whole with the output 'Whole Extract'. An Anesya Trigger in the same workflow starts it a second time for each document.",
};

/** The filter by workflow is a field of its own because most users need it. */
export const polledWorkflowField: INodeProperties = {
	...workflowFilter,
	hint: 'Leave empty to include all documents of the account',
};

/** All options are about the output. None of them applies to a whole extract. */
export const pollOptionsField: INodeProperties = {
	...optionsField(outputOptions),
	displayOptions: { hide: { output: ['extract'] } },
};

const STATUSES = { completed: 'FINISHED', failed: 'ERROR' } as const;

/** The statuses that start the workflow, at least one. @throws UserError when none is chosen */
export function readTriggerOn(context: IPollFunctions): string[] {
	const chosen: unknown = context.getNodeParameter('triggerOn', []) ?? ['completed'];
	const names: unknown[] = Array.isArray(chosen) ? chosen : [chosen];
	if (names.length > 0)
		return names.map((name) => STATUSES[choiceFrom(name, 'Trigger On', ['completed', 'failed'])]);
	throw new UserError("The field 'Trigger On' is empty", {
		description: 'Choose what starts the workflow.',
	});
}

/** Which extracts are polled. @throws UserError when a filter is not usable */
export function readFilter(context: IPollFunctions): ExtractFilter {
	const filters: unknown = context.getNodeParameter('filters', {});
	const workflow: unknown = context.getNodeParameter('workflow', '');
	return extractFilterFrom({ ...(isRecord(filters) ? filters : {}), workflow });
}
