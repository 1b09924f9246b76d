import { ExpressionError, NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import type { ErrorText } from '../transport/apiError';
import { AnesyaApiError } from '../transport/apiError';
import { joinBounded } from '../guards/boundedText';
import type { Remains, Failure, Outcome } from './operation';
import { isFailure } from './operation';

/** How many documents a text lists at the most. */
const LISTED = 100;

/**
 * What the user reads of one document's failure: which item, which file, what happened, what to do next.
 *
 * @param itemIndex undefined where the item shows anyway, or there is none, as in a list of the editor
 */
export function textOf({ error, about }: Failure, itemIndex?: number): ErrorText {
	const text = error instanceof Error ? error.message : String(error);
	const name = about.document_name;
	const isNamed = name === undefined || text.includes(name);
	const item = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	return {
		message: `${text}${isNamed ? '' : `: "${name}"`}${item}`,
		description: descriptionOf(error),
	};
}

/**
 * The error that ends a run, or a list of the editor, which shows all of a NodeApiError and of others
 * the message alone. It is built from texts of ours alone, never from what the HTTP helper threw.
 *
 * @param itemIndex undefined where there is no item
 * @param addition what the user has to know beside this failure, or ''
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	itemIndex?: number,
	addition = '',
): NodeApiError | NodeOperationError {
	const text = textOf(failure, itemIndex);
	const { message } = text;
	const description = [text.description, addition].filter((part) => part !== '').join(' ');
	if (failure.error instanceof AnesyaApiError) {
		const httpCode = failure.error.status?.toString();
		return new NodeApiError(
			node,
			{ message, description },
			{ message, description, httpCode, itemIndex },
		);
	}
	return new NodeOperationError(node, message, { description, itemIndex });
}

/**
 * What came of the others when an item cannot be used as it is.
 *
 * @param refused the failures of each item, none of most
 */
export function nothingSent(refused: Failure[][]): string {
	const count = refused.filter(({ length }) => length > 0).length;
	return count > 1
		? `${count} of ${refused.length} items cannot be used as they are. Nothing was sent.`
		: 'Nothing was sent.';
}

/**
 * What came of the others although the run as a whole did not succeed: nothing paid for gets out of sight.
 *
 * @param remains what the operation leaves behind, if anything
 */
export function whatElseHappened(outcomes: Outcome[], remains: Remains | undefined): string {
	const failed = outcomes.filter(isFailure);
	const count = failed.length > 1 ? `${failed.length} of ${outcomes.length} did not succeed. ` : '';
	const unclear = remains?.ofFailed === true ? textForUnclear(failed.slice(1)) : '';
	const left =
		remains === undefined
			? []
			: outcomes.filter((outcome) => remains.ofFailed || !isFailure(outcome));
	const known = left.flatMap(({ about }) => (about.id === undefined ? [] : [{ ...about }]));
	if (remains === undefined || known.length === 0) return `${count}${unclear}`.trim();

	const list = known.map(
		({ id, document_name, name }) => `${document_name ?? name ?? 'extract'} (${id})`,
	);
	return `${count}${unclear}${remains.text}: ${joinBounded(list, ', ', LISTED)}.`;
}

/** The first failure says by itself whether Anesya may have taken its document; the others are named here. */
function textForUnclear(others: Failure[]): string {
	const names = others.flatMap(({ about, error }) => {
		if (about.id !== undefined || !(error instanceof AnesyaApiError) || error.accepted === 'no')
			return [];
		const { candidates = [] } = error;
		return [
			`${about.document_name ?? 'a document'}${candidates.length > 0 ? ` (${candidates.join(' or ')})` : ''}`,
		];
	});
	return names.length === 0
		? ''
		: `It is not clear either whether Anesya took these, which were not sent again: ${joinBounded(names, ', ', LISTED)}. `;
}

function descriptionOf(error: unknown): string {
	if (error instanceof AnesyaApiError) return error.description;
	return error instanceof UserError || error instanceof ExpressionError
		? (error.description ?? '')
		: '';
}
