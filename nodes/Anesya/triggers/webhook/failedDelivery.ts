import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { joinBounded } from '../../guards/boundedText';
import { toNodeError } from '../../operations/errors';
import type { Failure } from '../../operations/operation';

/** Nothing of a delivery can be output. */
export class FailedDelivery extends Error {
	constructor(readonly failure: Failure) {
		super();
	}
}

/**
 * The error of the execution that n8n lists for a delivery that failed. n8n offers *Retry* for it, which has
 * no data of the call: it would run the workflow on an empty item, and show a success.
 *
 * @param ids of the extracts that the call names
 */
export function deliveryError(
	node: INode,
	thrown: unknown,
	ids: string[],
): NodeApiError | NodeOperationError {
	const failure = thrown instanceof FailedDelivery ? thrown.failure : { about: {}, error: thrown };
	const named = ids.length > 0 ? [`The call is about: ${joinBounded([...new Set(ids)])}.`] : [];
	const addition = [...named, WHAT_HELPS].join(' ');
	return toNodeError(node, failure, undefined, addition);
}

const WHAT_HELPS =
	"Nothing comes by itself: afterwards, replay the delivery in Anesya (Settings > Webhooks). Do not use n8n's Retry for this execution: it starts the workflow without data.";
