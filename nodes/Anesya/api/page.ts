import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { withNotesOf } from '../guards/parsingNotes';
import { AnesyaApiError } from '../transport/apiError';
import type { ApiClient } from '../transport/client';
import type { ApiRequest } from '../transport/request';
import type { ApiResponse } from '../transport/response';
import type { RetryPolicy } from '../transport/retry';
import { readRetryDelay, retry } from '../transport/retry';
import { unexpectedResponse } from '../transport/statusError';

/** A row of a list: its other fields depend on the list. */
export interface ListRow extends IDataObject {
	id: string;
}

/** One page of a list. */
export interface Page {
	rows: ListRow[];
	/** Rows of the whole list, as Anesya counts them; undefined if it does not. */
	count: number | undefined;
	/** Whether Anesya names a next page. */
	hasNext: boolean;
}

/** How much came of a list that may have more. */
export interface Gap {
	/** Rows that came. */
	came: number;
	/** Rows of the whole list as Anesya counted them last, if it did. */
	count: number | undefined;
}

/** What to list. */
export interface ListRequest {
	path: ApiRequest['path'];
	/** Without `page` and `size`. */
	query?: ApiRequest['query'];
	/** The largest number of rows that will be needed, if known. */
	limit?: number;
	/** Whether a row is what was asked for; what `paginateRows` gives otherwise counts for nothing. */
	isMeant?(row: ListRow): boolean;
	/** For the text of an error, for instance `a list of extracts`. */
	expected: string;
	/**
	 * Called when rows may have been missed, since the list changed too much while it was read, or ended
	 * before all that it counts had come.
	 */
	onGap?(gap: Gap): void;
	/** Whether rows without an id are left out, as long as others have one. They spoil the list unless given. */
	leavesOddRowsOut?: boolean;
	/** How a page that could not be read is retried; as any read unless given. */
	retryPolicy?: RetryPolicy;
}

/**
 * Reads one page; pages count from 1. A page after the last one is empty: rows may have been deleted
 * since the page before.
 *
 * @throws AnesyaApiError
 */
export async function readPage(
	api: ApiClient,
	list: ListRequest,
	range: { page: number; size: number },
	signal: AbortSignal | undefined,
): Promise<Page> {
	const { path, query, retryPolicy = readRetryDelay } = list;
	try {
		const call: ApiRequest = { method: 'GET', path, query: { ...query, ...range }, signal };
		return parsePage(await retry(async () => await api.send(call), retryPolicy, signal), list);
	} catch (thrown) {
		return endOfList(thrown, range.page);
	}
}

function endOfList(thrown: unknown, page: number): Page {
	const isPastEnd = page > 1 && thrown instanceof AnesyaApiError && thrown.status === 404;
	if (isPastEnd) return { rows: [], count: undefined, hasNext: false };
	throw thrown;
}

function parsePage(response: ApiResponse, list: ListRequest): Page {
	const { count, next }: IDataObject = isRecord(response.json) ? response.json : {};
	const rows = parseRows(response, list);
	return {
		rows,
		count: isCountOf(rows, count) ? count : undefined,
		hasNext: typeof next === 'string',
	};
}

/** A number that cannot be true does not count: it would become a page to ask for, or the size of a list. */
function isCountOf(rows: ListRow[], count: unknown): count is number {
	return typeof count === 'number' && Number.isSafeInteger(count) && count >= rows.length;
}

/** A list that is not paginated is treated as its only page. */
function parseRows(
	response: ApiResponse,
	{ expected, leavesOddRowsOut }: Pick<ListRequest, 'expected' | 'leavesOddRowsOut'>,
): ListRow[] {
	const results = isRecord(response.json) ? response.json.results : response.json;
	const rows: unknown[] = Array.isArray(results) ? results : [undefined];
	const known = rows.filter(isListRow);
	const isSpoilt = leavesOddRowsOut
		? rows.length > 0 && known.length === 0
		: known.length < rows.length;
	if (isSpoilt) throw unexpectedResponse(response, expected);
	return known.map(inKnownForm);
}

export const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** An id in the one form in which all are compared: UUIDs need not come in lower case. */
export function knownId(id: string): string {
	return UUID.test(id) ? id.toLowerCase() : id;
}

/** The states of an extract (documented). */
const STATUSES = ['CREATED', 'IN_PROGRESS', 'FINISHED', 'ERROR'];

/** A documented status in capitals, in whatever case it comes; anything else as it is. */
function knownStatus(status: unknown): unknown {
	const known = typeof status === 'string' ? status.trim().toUpperCase() : undefined;
	return STATUSES.find((one) => one === known) ?? status;
}

/** The same with its id in the form in which ids are compared, and its status, if any, in capitals. */
export function inKnownForm<Row extends ListRow>(row: Row): Row {
	const id = knownId(row.id);
	const status = knownStatus(row.status);
	if (id === row.id && status === row.status) return row;
	return withNotesOf(row, { ...row, id, ...(status !== undefined && { status }) });
}

/** Characters; Anesya's IDs are UUIDs (documented). They are kept, and get into addresses and texts. */
const LONGEST_ID = 200;

export function isId(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID;
}

export function isListRow(value: unknown): value is ListRow {
	return isRecord(value) && isId(value.id);
}
