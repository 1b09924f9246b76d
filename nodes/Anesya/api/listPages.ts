import type { AnesyaApi } from './anesyaApi';
import type { List, Page, Row } from './page';
import { readPage } from './page';

/** Anesya's own default (documented); the largest possible size is unknown. */
export const LARGEST_PAGE = 50;

/** Pages in a row without a new row, after which a list is taken to repeat itself for ever. */
const LARGEST_REPEAT = 3;

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

	for (let number = 1, read = 0, repeats = 0; repeats < LARGEST_REPEAT; number += 1) {
		const page = await readPage(api, list, { page: number, size }, stop);
		const { rows } = page;
		const fresh = rows.filter(({ id }) => !seen.has(id) && seen.add(id));
		read += rows.length;
		repeats = fresh.length === 0 ? repeats + 1 : 0;
		if (fresh.length > 0) yield fresh;
		if (rows.length === 0 || !hasMore(page, read)) return;
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

/** Should `count` be missing, `next` at least tells that there is a next page. */
function hasMore({ count, hasNext }: Page, read: number): boolean {
	return count === undefined ? hasNext : read < count;
}
