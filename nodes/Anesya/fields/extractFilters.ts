import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { ExtractFilter } from '../api/listExtracts';
import { isRecord } from '../guards/json';
import { chosenValue, isUnset } from './locator';
import { uuidFrom } from './uuid';
import { choiceFrom, textFrom } from './values';
import { workflowField } from './workflow';

/** All filters that Anesya has (documented) except the workflow: it has none by status or date. */
export const extractFilters: INodeProperties[] = [
	{
		displayName: 'Metadata Key',
		name: 'metaKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer',
		description: 'Only extracts whose metadata has this key',
	},
	{
		displayName: 'Metadata Value',
		name: 'metaValue',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4711',
		description: 'Only extracts whose metadata has this value',
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice',
		description: 'Only extracts with this text in the name of the document or of the schema',
	},
	{
		displayName: 'Session ID',
		name: 'session',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1758718492',
		description:
			'Only extracts of this workflow session. An extract has it as workflow_session_id.',
	},
];

/** Separate, because the polling trigger shows it beside the other filters. */
export const workflowFilter: INodeProperties = {
	...workflowField,
	required: false,
	description: 'Only extracts of this Anesya workflow. The list has those that were used recently.',
};

/** The documented states of an extract. */
const STATUSES = ['FINISHED', 'ERROR', 'IN_PROGRESS', 'CREATED'] as const;

/** Separate, because Anesya does not have it: it is applied to what Anesya lists. */
export const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options: [
		{ name: 'Finished', value: 'FINISHED', description: 'The extracted data is ready' },
		{ name: 'Failed', value: 'ERROR', description: 'Anesya could not extract the data' },
		{ name: 'In Progress', value: 'IN_PROGRESS', description: 'Anesya is working on it' },
		{ name: 'Created', value: 'CREATED', description: 'Anesya has not begun yet' },
	],
	default: ['FINISHED'],
	description:
		'Only extracts with one of these statuses. This filter is applied in n8n, because Anesya has none: with few matches, the node reads many pages of the list.',
};

/** The collection for the filters that an operation or a trigger has. */
export function filtersField(filters: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: filters,
	};
}

/** What the user filters by. */
export interface FilterRules {
	filter: ExtractFilter;
	/** The statuses that the user wants; all of them if undefined. */
	statuses?: string[];
	/** The labels of filters that were added but are empty: more is listed than the user may expect. */
	empty: string[];
}

/** Which extracts the user wants. @throws UserError when a filter is not usable */
export function readExtractFilter(context: IExecuteFunctions, itemIndex: number): FilterRules {
	const filters: unknown = context.getNodeParameter('filters', itemIndex, {});
	if (!isRecord(filters)) return { filter: {}, empty: [] };
	const statuses = statusesFrom(filters.status);
	const empty = [...extractFilters, workflowFilter, statusFilter].filter(
		({ name }) =>
			name in filters &&
			(name === 'status' ? statuses === undefined : isUnset(chosenValue(filters[name]))),
	);
	return {
		filter: extractFilterFrom(filters),
		statuses,
		empty: empty.map(({ displayName }) => displayName),
	};
}

/**
 * Checks the filters, by their names. An empty one does not filter.
 *
 * @throws UserError when a filter is not usable
 */
export function extractFilterFrom({
	metaKey,
	metaValue,
	search,
	session,
	workflow,
}: Record<string, unknown>): ExtractFilter {
	return {
		metaKey: textFrom(metaKey, 'Metadata Key') || undefined,
		metaValue: textFrom(metaValue, 'Metadata Value') || undefined,
		search: textFrom(search, 'Search') || undefined,
		session: sessionFrom(textFrom(session, 'Session ID')),
		workflow: isUnset(chosenValue(workflow))
			? undefined
			: uuidFrom(chosenValue(workflow), 'Workflow'),
	};
}

function statusesFrom(value: unknown): string[] | undefined {
	const given: unknown[] = [value ?? []].flat();
	const statuses = given.map((status) => choiceFrom(status, 'Status', STATUSES));
	return statuses.length === 0 ? undefined : statuses;
}

function sessionFrom(text: string): string | undefined {
	if (text === '') return undefined;
	if (/^\d+$/.test(text)) return text;
	throw new UserError(`The field 'Session ID' does not contain a number: ${text.slice(0, 80)}`, {
		description: 'Use the workflow_session_id of an extract, for example 1758718492.',
	});
}
