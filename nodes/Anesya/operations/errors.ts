import type { INode } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { bounded, boundedName, oneLine } from '../guards/boundedText';
import type { ErrorText } from '../transport/apiError';
import { AnesyaApiError } from '../transport/apiError';
import type { Failure } from './operation';

/** Characters of a message: n8n and Anesya may put values of the user into theirs. */
const LONGEST_MESSAGE = 1_000;

/**
 * What the user reads about one failed document: which item, which file, what happened, what to do next.
 * The file is not named where something else is wrong: a text about an ID would seem to call it by its name.
 *
 * @param itemIndex undefined if the item shows anyway, or if there is none, as in a list of the editor
 */
export function textOf({ error, about }: Failure, itemIndex?: number): ErrorText {
	const text = error instanceof Error ? error.message : String(error);
	const name = about.document_name && boundedName(about.document_name);
	const isElsewhere = error instanceof AnesyaApiError && error.causedElsewhere === true;
	const isNamed = name === undefined || isElsewhere || text.includes(name);
	const item = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	return {
		message: `${bounded(text, LONGEST_MESSAGE)}${isNamed ? '' : `: "${name}"`}${item}`,
		description: oneLine(descriptionOf(error)),
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
	const message = withoutTags(text.message);
	const parts = [text.description, addition].filter((part) => part !== '');
	const description = withoutTags(parts.join(' '));
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
 * Makes a text show as it is. Names of documents come from strangers, and n8n's editor shows the
 * description of an error as HTML (with links and styles), its message as text, or as HTML in a
 * notification: no way to escape would be right everywhere, so another character stands for the bracket.
 */
function withoutTags(text: string): string {
	return text.replace(/</g, '\u2039');
}

function descriptionOf(error: unknown): string {
	if (error instanceof AnesyaApiError) return error.description;
	return error instanceof UserError || error instanceof ExpressionError
		? (error.description ?? '')
		: '';
}
