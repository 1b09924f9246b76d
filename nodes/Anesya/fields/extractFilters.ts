import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { ExtractFilter } from '../api/listExtracts';
import { isRecord } from '../guards/json';
import { chosenValue, isUnset } from './locator';
import { metadataField } from './metadata';
import { statusesFrom, statusFilter } from './statusFilter';
import { uuidFrom } from './uuid';
import { entriesIn, entryIn, textFrom } from './values';
import { workflowField } from './workflow';

/** All filters that Anesya has (documented) except the workflow: it has none by status or date. */
export const extractFilters: INodeProperties[] = [
	{
		...metadataField,
		description: 'Only extracts with this in their metadata. Fill in the key, the value, or both.',
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
		({ name }) => name in filters && isEmptyFilter(filters[name]),
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
	metadata,
	search,
	session,
	workflow,
}: Record<string, unknown>): ExtractFilter {
	const { key, value } = entryIn(metadata, 'entry', 'Metadata');
	return {
		metaKey: textFrom(key, 'Metadata > Key') || undefined,
		metaValue: textFrom(value, 'Metadata > Value') || undefined,
		search: textFrom(search, 'Search') || undefined,
		session: sessionFrom(textFrom(session, 'Session ID')),
		workflow: isUnset(chosenValue(workflow))
			? undefined
			: uuidFrom(chosenValue(workflow), 'Workflow'),
	};
}

/** Whether a filter was added but filters nothing, perhaps because an expression gives nothing. */
function isEmptyFilter(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	if (isRecord(value) && !('value' in value))
		return entriesIn(value, 'entry').every(
			(entry) => !isRecord(entry) || Object.values(entry).every(isUnset),
		);
	return isUnset(chosenValue(value));
}

function sessionFrom(text: string): string | undefined {
	if (text === '') return undefined;
	if (/^\d+$/.test(text)) return text;
	throw new UserError(`The field 'Session ID' does not contain a number: ${text.slice(0, 80)}`, {
		description: 'Use the workflow_session_id of an extract, for example 1758718492.',
	});
}
