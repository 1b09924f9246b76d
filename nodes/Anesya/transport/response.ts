import { oneLine } from '../guards/boundedText';
import { isRecord, parseJson } from '../guards/json';
import type { AnesyaApiError } from './apiError';
import type { Instant } from './clock';
import type { ByteStream } from './readBody';
import { isByteStream } from './readBody';
import type { Redact } from './redact';

/** More levels than the reason of a refusal ever needs; endless nesting would overflow the call stack. */
const MAX_DEPTH = 8;

/** Characters of a reason that are shown, and those that are searched for the token. */
const LONGEST_REASON = 500;
const LONGEST_EXAMINED = 5_000;

const SECONDS = /^\d+(\.\d+)?$/;

/** Date.parse alone accepts nearly anything: it reads `after 60` as a date in the year 1960. */
const HTTP_DATE = /^[a-z]+, \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/i;

/** A response of Anesya, whatever its status. No text in it holds the token. */
export interface ApiResponse {
	status: number;
	/** The parsed JSON body; undefined when the body is empty or not JSON. */
	json: unknown;
	isEmpty: boolean;
	/** What was read of a success that is not JSON, or is cut off. */
	unread?: string;
	/** Why it did not arrive in full. */
	cutOff?: AnesyaApiError;
	/** What Anesya itself says about a refusal, or ''. */
	reason: string;
	/** @param name in lower case */
	header(name: string): string | undefined;
	/** When its request was sent. */
	sentAt?: Instant;
}

/** The beginning of a response. Its body must be read or destroyed. */
export interface ResponseHead extends Pick<ApiResponse, 'status' | 'header' | 'sentAt'> {
	body: ByteStream;
	/**
	 * @param text what was read of the body
	 * @param cutOff why there is no more of it
	 */
	complete(text: string, cutOff?: AnesyaApiError): ApiResponse;
}

/**
 * Reads what n8n's HTTP helper resolves to (`returnFullResponse`, `encoding: 'stream'`).
 *
 * @throws Error when the helper returned something else
 */
export function toResponseHead(raw: unknown, redact: Redact, sentAt?: Instant): ResponseHead {
	if (!isRecord(raw) || typeof raw.statusCode !== 'number') {
		throw new Error("n8n's HTTP helper did not return a full response");
	}
	const { statusCode: status, headers } = raw;
	const body: unknown = raw.body;
	if (!isByteStream(body)) throw new Error("n8n's HTTP helper did not return a stream");
	const header = (name: string) => {
		const value = isRecord(headers) ? headers[name] : undefined;
		return typeof value === 'string' ? redact(value) : undefined;
	};
	const complete = (text: string, cutOff?: AnesyaApiError) => {
		const json = parseJson(text);
		const reason = isSuccess(status) ? '' : reasonIn(json, redact);
		const unread = isSuccess(status) && json === undefined ? text : undefined;
		return { status, json, isEmpty: text === '', unread, cutOff, reason, header, sentAt };
	};
	return { status, header, sentAt, body, complete };
}

/** Whether a status is any 2xx. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/**
 * The delay that a response asks for: `Retry-After` as seconds or as an HTTP date.
 *
 * @param now milliseconds since 1970, to compare a date with if the response has no `Date` of its own
 * @returns milliseconds, or undefined without a usable header
 */
export function retryAfterOf(
	response: Pick<ApiResponse, 'header'>,
	now: number,
): number | undefined {
	const value = response.header('retry-after')?.trim();
	if (value === undefined) return undefined;
	const delay = SECONDS.test(value)
		? Number(value) * 1000
		: parseHttpDate(value) - (parseHttpDate(response.header('date')) || now);
	return Number.isFinite(delay) ? Math.max(0, delay) : undefined;
}

/** @returns milliseconds since 1970, or NaN when it is not an HTTP date */
function parseHttpDate(header = ''): number {
	return HTTP_DATE.test(header) ? Date.parse(header) : NaN;
}

/**
 * The reason that Anesya gives for a refusal: `detail`, or texts listed by field (both shapes inferred).
 *
 * @returns a short text, or '' when the body has no readable one (HTML, empty)
 */
export function reasonIn(json: unknown, redact: Redact): string {
	const reason = collectTexts(json, '', MAX_DEPTH).slice(0, 5).join('; ');
	return oneLine(redact(reason.slice(0, LONGEST_EXAMINED)).slice(0, LONGEST_REASON));
}

function collectTexts(value: unknown, field: string, depth: number): string[] {
	if (typeof value === 'string') {
		return [field === '' || field === 'detail' ? value : `${field}: ${value}`];
	}
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => collectTexts(entry, field, depth - 1));
	if (!isRecord(value)) return [];
	if (typeof value.detail === 'string') return [value.detail];
	const within = field === '' ? '' : `${field} > `;
	return Object.entries(value).flatMap(([key, entry]) =>
		collectTexts(entry, `${within}${key}`, depth - 1),
	);
}
