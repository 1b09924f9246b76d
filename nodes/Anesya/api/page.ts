import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../transport/client';
import type { ApiResponse } from '../transport/response';
import type { ApiRequest } from '../transport/request';
import { AnesyaApiError } from '../transport/apiError';
import { readRetryDelay, retry } from '../transport/retry';
import { isRecord } from '../guards/json';
import { unexpectedResponse } from '../transport/statusError';
import type { RetryPolicy } from '../transport/retry';

/** A row of a list: what else it carries depends on the list. */
export interface ListRow extends IDataObject {
	id: string;
}

/** One page of a list. */
export interface Page {
	rows: ListRow[];
	/** Of the whole list, as Anesya counts it; undefined where it does not. */
	count: number | undefined;
	/** Whether Anesya names a next page. */
	hasNext: boolean;
}

/** What to list. */
export interface ListRequest {
	path: ApiRequest['path'];
	/** Without `page` and `size`. */
	query?: ApiRequest['query'];
	/** How many rows are wanted at the most, as far as it is known. */
	limit?: number;
	/** For texts, for instance `a list of extracts`. */
	expected: string;
	/** Whether a page that could not be read is asked for again; like any reading unless given. */
	retryPolicy?: RetryPolicy;
}

/**
 * Reads one page, counted from 1. A page behind the last one is empty: rows may have been deleted
 * since the page before.
 *
 * @throws AnesyaApiError
 */
export async function readPage(
	api: ApiClient,
	{ path, query, expected, retryPolicy = readRetryDelay }: ListRequest,
	part: { page: number; size: number },
	signal: AbortSignal | undefined,
): Promise<Page> {
	try {
		const call: ApiRequest = { method: 'GET', path, query: { ...query, ...part } };
		return pageIn(await retry(async () => await api.send(call), retryPolicy, signal), expected);
	} catch (thrown) {
		return endOfList(thrown, part.page);
	}
}

function endOfList(thrown: unknown, page: number): Page {
	const isBehind = page > 1 && thrown instanceof AnesyaApiError && thrown.status === 404;
	if (isBehind) return { rows: [], count: undefined, hasNext: false };
	throw thrown;
}

function pageIn(response: ApiResponse, expected: string): Page {
	const { count, next }: IDataObject = isRecord(response.json) ? response.json : {};
	return {
		rows: rowsIn(response, expected),
		count: typeof count === 'number' ? count : undefined,
		hasNext: typeof next === 'string',
	};
}

/** A list that is not paginated is taken for its only page. */
function rowsIn(response: ApiResponse, expected: string): ListRow[] {
	const results = isRecord(response.json) ? response.json.results : response.json;
	const rows: unknown[] = Array.isArray(results) ? results : [undefined];
	if (!rows.every(isRow)) throw unexpectedResponse(response, expected);
	return rows;
}

function isRow(value: unknown): value is ListRow {
	return isRecord(value) && typeof value.id === 'string' && value.id !== '';
}
