import type { INode } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { joinBounded } from '../guards/boundedText';
import type { ErrorText } from '../transport/apiError';
import { AnesyaApiError } from '../transport/apiError';
import type { Failure, Outcome, Remains } from './operation';
import { isFailure } from './operation';

/** How many documents a text lists. */
const MAX_LISTED = 100;

/**
 * What the user reads about one failed document: which item, which file, what happened, what to do next.
 *
 * @param itemIndex undefined if the item shows anyway, or if there is none, as in a list of the editor
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
 * The error that ends a run or a list of the editor. (A list shows all of a NodeApiError, but only the
 * message of other errors.) It is built from our own texts, never from what the HTTP helper threw.
 *
 * @param itemIndex undefined if there is no item
 * @param addition what else the user must know, or ''
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
 * What happened to the others when an item cannot be used as it is.
 *
 * @param refused the failures of each item; most have none
 */
export function nothingSent(refused: Failure[][]): string {
	const count = refused.filter(({ length }) => length > 0).length;
	return count > 1
		? `${count} of ${refused.length} items cannot be used as they are. Nothing was sent.`
		: 'Nothing was sent.';
}

/**
 * What happened to the other documents of a run that failed, so that nothing that was charged is lost
 * from sight.
 *
 * @param remains what the operation leaves at Anesya, if anything
 */
export function whatElseHappened(outcomes: Outcome[], remains: Remains | undefined): string {
	const failed = outcomes.filter(isFailure);
	const count = failed.length > 1 ? `${failed.length} of ${outcomes.length} failed. ` : '';
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
	return `${count}${unclear}${remains.text}: ${joinBounded(list, ', ', MAX_LISTED)}.`;
}

/** The first failure says by itself whether Anesya may have accepted its document. The others are named here. */
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
		: `It is not clear either whether Anesya took these, which were not sent again: ${joinBounded(names, ', ', MAX_LISTED)}. `;
}

function descriptionOf(error: unknown): string {
	if (error instanceof AnesyaApiError) return error.description;
	return error instanceof UserError || error instanceof ExpressionError
		? (error.description ?? '')
		: '';
}
