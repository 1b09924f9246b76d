import type { IDataObject } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { isRecord, parseJson } from '../../guards/json';
import { shapeOf } from '../../guards/jsonShape';
import type { Entry } from './entries';
import { entriesFrom } from './entries';
import type { Reply } from './reply';

/** What Anesya can report (documented). */
export const EVENTS = [
	'extract.completed',
	'extract.failed',
	'workflow.completed',
	'workflow.failed',
] as const;

/** An event, by Anesya's own name for it. */
export type WebhookEvent = (typeof EVENTS)[number];

/** Bytes. A delivery carries the text of a document; n8n itself accepts 16 MB unless it is set otherwise. */
export const LARGEST_BODY = 10 * 1024 * 1024;

/** Anesya may report a whole session at once; what strangers may cost is bounded elsewhere (quota.ts). */
export const MOST_ENTRIES = 100;

/** Levels of a call's body. A deeper one would overflow the call stack where it is read. */
const DEEPEST_BODY = 500;

/** Values in a call's body: each takes time to read, unlike a long text. The tables of an extract have fewer. */
const MOST_VALUES = 200_000;

/** A call that may start the workflow. */
export interface Delivery {
	event: WebhookEvent;
	entries: Entry[];
	/** The whole call, unchanged. */
	body: IDataObject;
	/** Bytes of the call. */
	size: number;
}

/**
 * Reads a call: `{id, event, timestamp, data}` (documented). The top `id` is the webhook's and says
 * nothing about the delivery.
 *
 * @param rawBody bytes; undefined for a form
 * @param chosen the events that the user wants
 * @returns the reply to a call that must not start anything
 */
export function readDelivery(rawBody: Buffer | undefined, chosen: string[]): Delivery | Reply {
	if (rawBody !== undefined && rawBody.length > LARGEST_BODY)
		return tooLarge(`The call is larger than ${LARGEST_BODY / 1024 / 1024} MB`);
	const text = rawBody?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
	const { depth, values } = shapeOf(text);
	if (values > MOST_VALUES) return tooLarge(`The call has more than ${MOST_VALUES} values`);
	const body = depth > DEEPEST_BODY ? undefined : parseJson(text);
	if (!isRecord(body)) return { status: 400, message: 'The body of the call is not a JSON object' };

	const { event } = body;
	if (!isEvent(event)) return { status: 400, message: 'The call does not name an event of Anesya' };
	if (!chosen.includes(event))
		return {
			status: 200,
			message: `The event ${event} is not selected in n8n, so nothing was started`,
		};

	const entries = entriesFrom(body.data);
	if (entries.length > MOST_ENTRIES)
		return tooLarge(`The call is about more than ${MOST_ENTRIES} extracts`);
	if (isAboutExtract(event) && entries.some(({ id }) => id === undefined))
		return { status: 400, message: 'The call does not name an extract' };
	return { event, entries, body, size: rawBody?.length ?? 0 };
}

/** To replay such a call does not help. */
function tooLarge(what: string): Reply {
	return {
		status: 413,
		message: `${what}. Use the Anesya Polling Trigger in n8n, which has no such limit`,
	};
}

/** Whether an event is about one extract; what a workflow's events carry is unknown. */
export function isAboutExtract(event: WebhookEvent): boolean {
	return event.startsWith('extract.');
}

/** Whether an event is true of an extract that has ended. */
export function agrees(event: WebhookEvent, { status }: Extract): boolean {
	if (event === 'extract.completed') return status === 'FINISHED';
	return event === 'extract.failed' ? status === 'ERROR' : true;
}

function isEvent(value: unknown): value is WebhookEvent {
	return EVENTS.some((event) => event === value);
}
