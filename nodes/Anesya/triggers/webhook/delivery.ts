import type { IDataObject, GenericValue } from 'n8n-workflow';

import { parseJson, isRecord } from '../../guards/json';
import type { Reply } from './reply';
import { UUID } from '../../fields/uuid';

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

/** What Anesya can report (documented). */
export const EVENTS = [
	'extract.completed',
	'extract.failed',
	'workflow.completed',
	'workflow.failed',
] as const;

/** An event, by Anesya's own name for it. */
export type WebhookEvent = (typeof EVENTS)[number];

/** Whether a call names an event that Anesya can report. */
export function isEvent(value: unknown): value is WebhookEvent {
	return EVENTS.some((event) => event === value);
}

/** Whether an event is about one extract; what a workflow's events carry is unknown. */
export function isAboutExtract(event: WebhookEvent): boolean {
	return event.startsWith('extract.');
}

/** One of the things that a delivery is about. */
export interface Part {
	/** An id of any kind, shortened; absent where it has none. */
	name?: string;
	/** What may be an extract's id, to be fetched. */
	id?: string;
	/** As it stands in the delivery. */
	given: GenericValue;
}

const ONE_UUID = new RegExp(`^${UUID}$`);

/** Fields that tell an extract from a session or a workflow (documented). */
const OF_AN_EXTRACT = ['document_name', 'document_url', 'extracted_data', 'content'];

/**
 * Takes a delivery's `data` apart. For `extract.*` it is one extract (documented); for `workflow.*`
 * it is unknown: one extract, a list, an object with a list in it, a session and nothing are all
 * understood.
 *
 * @returns one part at least
 */
export function partsOf(data: GenericValue): Part[] {
	if (Array.isArray(data) && data.length > 0) return data.map(partFrom);
	if (!isRecord(data) || looksLikeExtract(data)) return [partFrom(data)];
	const inner: GenericValue[] | undefined = Object.values(data).filter(Array.isArray).find(hasIds);
	return inner?.map(partFrom) ?? [partFrom(data)];
}

/** Whether something can be nothing but an extract, even if Anesya does not know its id. */
export function looksLikeExtract(given: unknown): boolean {
	return isRecord(given) && OF_AN_EXTRACT.some((field) => field in given);
}

function partFrom(given: GenericValue): Part {
	const id: unknown = isRecord(given) ? given.id : given;
	if (typeof id === 'string' && ONE_UUID.test(id))
		return { name: id.toLowerCase(), id: id.toLowerCase(), given };
	const isNamed =
		isRecord(given) && (typeof id === 'number' || (typeof id === 'string' && id !== ''));
	return isNamed ? { name: String(id).slice(0, 100), given } : { given };
}

function hasIds(list: GenericValue[]): boolean {
	return list.length > 0 && list.every((entry) => partFrom(entry).id !== undefined);
}
