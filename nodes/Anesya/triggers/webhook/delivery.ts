import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../../api/json';
import { isRecord } from '../../api/record';
import type { WebhookEvent } from './events';
import { isAboutExtract, isEvent } from './events';
import type { Part } from './parts';
import { partsOf } from './parts';
import type { Reply } from './reply';

/** Bytes. A delivery carries the text of a document; n8n itself takes 16 MB unless it is set otherwise. */
export const LARGEST_BODY = 10 * 1024 * 1024;

/** Each part costs a request to Anesya, and a call may be anybody's. */
export const MOST_PARTS = 200;

/** A call that may start the workflow. */
export interface Delivery {
	event: WebhookEvent;
	parts: Part[];
	/** As it came. */
	body: IDataObject;
}

/**
 * Reads a call: `{id, event, timestamp, data}` (documented). The top `id` is the webhook's and says
 * nothing of the delivery.
 *
 * @param raw the body's bytes; undefined for a form
 * @param chosen the events that the user wants
 * @returns the answer for a call that is not to start anything
 */
export function readDelivery(raw: Buffer | undefined, chosen: string[]): Delivery | Reply {
	if (raw !== undefined && raw.length > LARGEST_BODY)
		return { status: 413, message: 'The call is too large' };
	const body = raw && parseJson(raw.toString('utf8').replace(/^\uFEFF/, ''));
	if (!isRecord(body)) return { status: 400, message: 'The body of the call is no JSON object' };

	const { event } = body;
	if (!isEvent(event)) return { status: 400, message: 'The call names no event of Anesya' };
	if (!chosen.includes(event))
		return {
			status: 200,
			message: `The event ${event} is not chosen in n8n, so nothing was started`,
		};

	const parts = partsOf(body.data);
	if (parts.length > MOST_PARTS)
		return { status: 413, message: `The call is about more than ${MOST_PARTS} extracts` };
	if (isAboutExtract(event) && parts.some(({ id }) => id === undefined)) {
		return { status: 400, message: 'The call names no extract' };
	}
	return { event, parts, body };
}
