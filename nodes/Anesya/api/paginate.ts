import type { ApiClient } from '../transport/client';
import type { ListRequest, Page, ListRow } from './page';
import { readPage } from './page';

/** Anesya's own default (documented); the largest possible size is unknown. */
export const PAGE_SIZE = 50;

/** Pages in a row without a new row, after which a list is taken to repeat itself for ever. */
const LARGEST_REPEAT = 3;

/** Times that pages are read again because of what was deleted; a server that counts wrongly is not asked for ever. */
const MOST_RETURNS = 5;

/**
 * Reads a paginated list page by page, and a next page only when the consumer asks for it. It counts
 * pages by itself and never follows `next`, which may lead to another server. A list may change
 * meanwhile: rows that come again are left out, short and repeated pages are taken as they are, and
 * the newest `count` tells where the end is. Where it has shrunk, rows were pulled onto pages that
 * were read already: these are read again.
 *
 * @returns the new rows of each page, at least one
 * @throws AnesyaApiError
 */
export async function* paginate(
	api: ApiClient,
	list: ListRequest,
	signal: AbortSignal | undefined,
): AsyncGenerator<ListRow[]> {
	const size = Math.max(1, Math.min(list.limit ?? PAGE_SIZE, PAGE_SIZE));
	const seen = new Set<string>();
	let before: Page | undefined;

	for (let number = 1, read = 0, repeats = 0, returns = 0; repeats < LARGEST_REPEAT; number += 1) {
		const page = await readPage(api, list, { page: number, size }, signal);
		const fresh = page.rows.filter(({ id }) => !seen.has(id) && seen.add(id));
		read += page.rows.length;
		repeats = fresh.length === 0 ? repeats + 1 : 0;
		if (fresh.length > 0) yield fresh;

		const pulled = before === undefined || returns === MOST_RETURNS ? 0 : pulledBack(before, page);
		if (pulled === 0 && (page.rows.length === 0 || !hasMore(page, read))) return;
		if (before !== undefined && pulled > 0) {
			const back = Math.min(Math.ceil(pulled / before.rows.length), number - 1);
			number -= back + 1;
			read = number * before.rows.length;
			repeats = -back;
			returns += 1;
		}
		if (page.rows.length > 0) before = page;
	}
}

/** The same, row by row; never more than the limit. */
export async function* paginateRows(
	api: ApiClient,
	list: ListRequest,
	signal: AbortSignal | undefined,
): AsyncGenerator<ListRow> {
	let left = list.limit ?? Infinity;
	if (left <= 0) return;
	for await (const page of paginate(api, list, signal)) {
		for (const row of page) {
			yield row;
			left -= 1;
			if (left <= 0) return;
		}
	}
}

/** Rows that were deleted from a list between two pages of it: as many were pulled onto pages before. */
function pulledBack(before: Page, { rows, count }: Page): number {
	// Behind the last page there is no telling: a page at least.
	if (rows.length === 0 && count === undefined) return before.rows.length;
	return Math.max(0, (before.count ?? 0) - (count ?? before.count ?? 0));
}

/** Should `count` be missing, `next` at least tells that there is a next page. */
function hasMore({ count, hasNext }: Page, read: number): boolean {
	return count === undefined ? hasNext : read < count;
}
