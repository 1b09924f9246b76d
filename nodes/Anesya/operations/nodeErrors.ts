import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { AnesyaFailure } from '../api/failure';
import type { Failure, Outcome } from './outcome';
import { isFailure } from './outcome';

/** How many documents a text lists at the most. */
const LISTED = 100;

/**
 * The error that n8n shows for one document: which item, which file, what happened, what to do next.
 * It is built from texts of ours alone, never from what the HTTP helper threw.
 */
export function nodeError(node: INode, { error, about }: Failure, itemIndex: number, addition = ''): NodeApiError | NodeOperationError {
	const text = error instanceof Error ? error.message : String(error);
	const name = about.document_name;
	const isNamed = name === undefined || text.includes(name);
	const message = `${text}${isNamed ? '' : `: "${name}"`} [item ${itemIndex}]`;
	const description = [descriptionOf(error), addition].filter((part) => part !== '').join(' ');

	if (error instanceof AnesyaFailure) {
		const httpCode = error.facts.status?.toString();
		return new NodeApiError(node, { message, description }, { message, description, httpCode, itemIndex });
	}
	return new NodeOperationError(node, message, { description, itemIndex });
}

/** What stands at Anesya although the run as a whole did not succeed: nothing paid for gets out of sight. */
export function whatElseHappened(outcomes: Outcome[]): string {
	const failed = outcomes.filter(isFailure);
	const atAnesya = outcomes.flatMap(({ about }) => (about.id === undefined ? [] : [{ ...about }]));
	const count = failed.length > 1 ? `${failed.length} of ${outcomes.length} documents did not succeed. ` : '';
	if (atAnesya.length === 0) return count.trim();

	const list = atAnesya.slice(0, LISTED).map(({ id, document_name }) => `${document_name ?? 'extract'} (${id})`);
	const more = atAnesya.length > LISTED ? `, and ${atAnesya.length - LISTED} more` : '';
	return `${count}Already at Anesya, to be collected with Wait for Extraction at no cost: ${list.join(', ')}${more}.`;
}

function descriptionOf(error: unknown): string {
	if (error instanceof AnesyaFailure) return error.description;
	return error instanceof UserError ? (error.description ?? '') : '';
}
