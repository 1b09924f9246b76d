import type { IDataObject } from 'n8n-workflow';

import type { AnesyaApi, ApiCall } from './anesyaApi';
import type { Answer } from './answer';
import { isRecord } from './extract';
import { AnesyaFailure } from './failure';
import { oddAnswer } from './oddAnswer';
import { readRetryDelay } from './retry';
import type { RetryRule } from './retrying';
import { retrying } from './retrying';

/** Anesya's own default (documented); the largest possible size is unknown. */
export const LARGEST_PAGE = 50;

/** Pages in a row without a new row, after which a list is taken to repeat itself for ever. */
const LARGEST_REPEAT = 3;

/** A row of a list: what else it carries depends on the list. */
export interface Row extends IDataObject {
	id: string;
}

/** What to list. */
export interface List {
	path: ApiCall['path'];
	/** Without `page` and `size`. */
	query?: ApiCall['query'];
	/** How many rows are wanted at the most, as far as it is known. */
	limit?: number;
	/** For texts, for instance `a list of extracts`. */
	expected: string;
	/** Whether a page that could not be read is asked for again; like any reading unless given. */
	rule?: RetryRule;
}

/**
 * Reads a paginated list page by page, and a next page only when the consumer asks for it. It counts
 * pages by itself and never follows `next`, which may lead to another server. A list may change
 * meanwhile: rows that come again are left out, short and repeated pages are taken as they are, and
 * the newest `count` tells where the end is.
 *
 * @returns the new rows of each page, at least one
 * @throws AnesyaFailure
 */
export async function* pagesOf(api: AnesyaApi, list: List, stop: AbortSignal | undefined): AsyncGenerator<Row[]> {
	const size = Math.max(1, Math.min(list.limit ?? LARGEST_PAGE, LARGEST_PAGE));
	const seen = new Set<string>();

	for (let page = 1, read = 0, repeats = 0; repeats < LARGEST_REPEAT; page += 1) {
		const answer = await readPage(api, list, { page, size }, stop);
		const rows = answer === undefined ? [] : rowsIn(answer, list.expected);
		const fresh = rows.filter(({ id }) => !seen.has(id) && seen.add(id));
		read += rows.length;
		repeats = fresh.length === 0 ? repeats + 1 : 0;
		if (fresh.length > 0) yield fresh;
		if (rows.length === 0 || !hasMore(answer?.json, read)) return;
	}
}

/** The same, row by row; never more than the limit. */
export async function* rowsOf(api: AnesyaApi, list: List, stop: AbortSignal | undefined): AsyncGenerator<Row> {
	let left = list.limit ?? Infinity;
	if (left <= 0) return;
	for await (const page of pagesOf(api, list, stop)) {
		for (const row of page) {
			yield row;
			left -= 1;
			if (left <= 0) return;
		}
	}
}

/** @returns undefined for a page behind the last one: rows may have been deleted since the page before */
async function readPage(
	api: AnesyaApi,
	{ path, query, rule = readRetryDelay }: List,
	part: { page: number; size: number },
	stop: AbortSignal | undefined,
): Promise<Answer | undefined> {
	try {
		const call: ApiCall = { method: 'GET', path, query: { ...query, ...part } };
		return await retrying(async () => await api.send(call), rule, stop);
	} catch (thrown) {
		return endOfList(thrown, part.page);
	}
}

function endOfList(thrown: unknown, page: number): undefined {
	if (page > 1 && thrown instanceof AnesyaFailure && thrown.facts.status === 404) return undefined;
	throw thrown;
}

/** A list that is not paginated is taken for its only page. */
function rowsIn(answer: Answer, expected: string): Row[] {
	const results = isRecord(answer.json) ? answer.json.results : answer.json;
	const rows: unknown[] = Array.isArray(results) ? results : [undefined];
	if (!rows.every(isRow)) throw oddAnswer(answer, expected);
	return rows;
}

function isRow(value: unknown): value is Row {
	return isRecord(value) && typeof value.id === 'string' && value.id !== '';
}

/** Should `count` be missing, `next` at least tells that there is a next page. */
function hasMore(body: unknown, read: number): boolean {
	if (!isRecord(body)) return false;
	return typeof body.count === 'number' ? read < body.count : typeof body.next === 'string';
}
