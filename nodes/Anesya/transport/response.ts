import { parseJson, isRecord } from '../guards/json';
import type { Instant } from './clock';
/** Deeper than a refusal ever needs; a body nested without end would otherwise end the call stack. */
const DEEPEST = 8;

const SECONDS = /^\d+(\.\d+)?$/;

/** Date.parse alone takes nearly everything for a date: `after 60` for one of the year 1960. */
const HTTP_DATE = /^[a-z]+, \d\d[ -][a-z]{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/i;

/** An answer of Anesya, whatever its status. */
export interface ApiResponse {
	status: number;
	/** The parsed JSON body; undefined when the body is empty or something else. */
	json: unknown;
	isEmpty: boolean;
	header(name: string): string | undefined;
	/** When its request left. */
	sentAt?: Instant;
}

/**
 * Reads what n8n's HTTP helper resolves to (`returnFullResponse`, `encoding: 'text'`).
 *
 * @throws Error when the helper returned something else
 */
export function toApiResponse(raw: unknown): ApiResponse {
	if (!isRecord(raw) || typeof raw.statusCode !== 'number') {
		throw new Error('The HTTP helper of n8n gave no full response');
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
 * The wait that an answer asks for: `Retry-After` as seconds or as an HTTP date.
 *
 * @param now the time to count a date from where the answer has none itself, as milliseconds since 1970
 * @returns milliseconds, or undefined where there is no usable header
 */
export function retryAfterOf(response: ApiResponse, now: number): number | undefined {
	const value = response.header('retry-after')?.trim();
	if (value === undefined) return undefined;
	const wait = SECONDS.test(value)
		? Number(value) * 1000
		: dateIn(value) - (dateIn(response.header('date')) || now);
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** @returns milliseconds since 1970, or NaN for what is no date */
function dateIn(header = ''): number {
	return HTTP_DATE.test(header) ? Date.parse(header) : NaN;
}

/**
 * What Anesya says about a refusal: `detail`, or the texts beside the fields (both shapes inferred).
 *
 * @returns a short text, or '' where the body says nothing readable (HTML, empty)
 */
export function reasonOf(response: ApiResponse): string {
	return textsIn(response.json, '', DEEPEST).slice(0, 5).join('; ').slice(0, 500);
}

function textsIn(value: unknown, field: string, depth: number): string[] {
	if (typeof value === 'string') {
		return [field === '' || field === 'detail' ? value : `${field}: ${value}`];
	}
	if (depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => textsIn(entry, field, depth - 1));
	if (!isRecord(value)) return [];
	if (typeof value.detail === 'string') return [value.detail];
	return Object.entries(value).flatMap(([key, entry]) => textsIn(entry, key, depth - 1));
}
