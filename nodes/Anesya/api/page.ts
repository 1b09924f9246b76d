import type { IDataObject } from 'n8n-workflow';

import type { AnesyaApi } from './anesyaApi';
import type { Answer } from './answer';
import type { ApiCall } from './apiCall';
import { AnesyaFailure } from './failure';
import { oddAnswer } from './oddAnswer';
import { isRecord } from './record';
import { readRetryDelay } from './retry';
import type { RetryRule } from './retrying';
import { retrying } from './retrying';

/** A row of a list: what else it carries depends on the list. */
export interface Row extends IDataObject {
	id: string;
}

/** One page of a list. */
export interface Page {
	rows: Row[];
	/** Of the whole list, as Anesya counts it; undefined where it does not. */
	count: number | undefined;
	/** Whether Anesya names a next page. */
	hasNext: boolean;
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
 * Reads one page, counted from 1. A page behind the last one is empty: rows may have been deleted
 * since the page before.
 *
 * @throws AnesyaFailure
 */
export async function readPage(
	api: AnesyaApi,
	{ path, query, expected, rule = readRetryDelay }: List,
	part: { page: number; size: number },
	stop: AbortSignal | undefined,
): Promise<Page> {
	try {
		const call: ApiCall = { method: 'GET', path, query: { ...query, ...part } };
		return pageIn(await retrying(async () => await api.send(call), rule, stop), expected);
	} catch (thrown) {
		return endOfList(thrown, part.page);
	}
}

function endOfList(thrown: unknown, page: number): Page {
	const isBehind = page > 1 && thrown instanceof AnesyaFailure && thrown.facts.status === 404;
	if (isBehind) return { rows: [], count: undefined, hasNext: false };
	throw thrown;
}

function pageIn(answer: Answer, expected: string): Page {
	const { count, next }: IDataObject = isRecord(answer.json) ? answer.json : {};
	return {
		rows: rowsIn(answer, expected),
		count: typeof count === 'number' ? count : undefined,
		hasNext: typeof next === 'string',
	};
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
