import { isRecord, parseJson } from '../guards/json';
import type { Instant } from './clock';

/** More levels than the reason of a refusal ever needs; endless nesting would overflow the call stack. */
const MAX_DEPTH = 8;

const SECONDS = /^\d+(\.\d+)?$/;

/** Date.parse alone accepts nearly anything: it reads `after 60` as a date in the year 1960. */
const HTTP_DATE = /^[a-z]+, \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/i;

/** A response of Anesya, whatever its status. */
export interface ApiResponse {
	status: number;
	/** The parsed JSON body; undefined when the body is empty or not JSON. */
	json: unknown;
	isEmpty: boolean;
	/** @param name in lower case */
	header(name: string): string | undefined;
	/** When its request was sent. */
	sentAt?: Instant;
}

/**
 * Reads what n8n's HTTP helper resolves to (`returnFullResponse`, `encoding: 'text'`).
 *
 * @throws Error when the helper returned something else
 */
export function toApiResponse(raw: unknown): ApiResponse {
	if (!isRecord(raw) || typeof raw.statusCode !== 'number') {
		throw new Error("n8n's HTTP helper did not return a full response");
	}
	const { statusCode, body, headers } = raw;
	return {
		status: statusCode,
		json: typeof body === 'string' ? parseJson(body) : body,
		isEmpty: body === undefined || body === '',
		header: (name) => {
			const value = isRecord(headers) ? headers[name] : undefined;
			return typeof value === 'string' ? value : undefined;
		},
	};
}

/**
 * The delay that a response asks for: `Retry-After` as seconds or as an HTTP date.
 *
 * @param now milliseconds since 1970, to compare a date with if the response has no `Date` of its own
 * @returns milliseconds, or undefined without a usable header
 */
export function retryAfterOf(response: ApiResponse, now: number): number | undefined {
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
export function reasonOf(response: ApiResponse): string {
	return collectTexts(response.json, '', MAX_DEPTH).slice(0, 5).join('; ').slice(0, 500);
}

function collectTexts(value: unknown, field: string, depth: number): string[] {
	if (typeof value === 'string') {
		return [field === '' || field === 'detail' ? value : `${field}: ${value}`];
	}
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => collectTexts(entry, field, depth - 1));
	if (!isRecord(value)) return [];
	if (typeof value.detail === 'string') return [value.detail];
	return Object.entries(value).flatMap(([key, entry]) => collectTexts(entry, key, depth - 1));
}
