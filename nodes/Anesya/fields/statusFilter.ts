import type { INodeProperties } from 'n8n-workflow';

import { choiceFrom } from './values';

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
		'Only extracts with one of these statuses. Anesya cannot filter by status, so this happens in n8n: with few matches, many pages of the list are read.',
};

/** @returns undefined for all. @throws UserError when one is not a status */
export function statusesFrom(value: unknown): string[] | undefined {
	const given: unknown[] = [value ?? []].flat();
	const statuses = given.map((status) => choiceFrom(status, 'Status', STATUSES));
	return statuses.length === 0 ? undefined : statuses;
}
