import type { ApiClient } from '../transport/client';
import type { ListRequest, ListRow, Page } from './page';
import { readPage } from './page';

/** Anesya's own default (documented); the largest possible size is unknown. */
export const PAGE_SIZE = 50;

/** Pages in a row without a new row, after which the list is assumed to repeat itself forever. */
const MAX_REPEATS = 3;

/** How often to go back to earlier pages because rows were deleted; a server that counts wrongly must not be asked forever. */
const MAX_REWINDS = 5;

/**
 * Reads a paginated list page by page, the next page only when the consumer needs it. It counts pages
 * itself and never follows `next`, which may point to another server. The list may change in the
 * meantime: repeated rows are left out, short and repeated pages are accepted, and the newest `count`
 * tells where the end is. If `count` has shrunk, rows moved up onto pages that were already read:
 * these are read again. `list.onGap` tells that some may be missing all the same.
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
	let previous: Page | undefined;
	const tellOfGap = (page?: Page) =>
		list.onGap?.({ came: seen.size, count: page?.count ?? previous?.count });

	for (let number = 1, read = 0, repeats = 0, rewinds = 0; repeats < MAX_REPEATS; number += 1) {
		const page = await readPage(api, list, { page: number, size }, signal);
		const newRows = page.rows.filter(({ id }) => !seen.has(id) && seen.add(id));
		read += page.rows.length;
		repeats = newRows.length === 0 ? repeats + 1 : 0;
		if (newRows.length > 0) yield newRows;

		const moved = previous === undefined ? 0 : movedUp(previous, page);
		const goesBack = moved > 0 && rewinds < MAX_REWINDS;
		const isLast = !goesBack && (page.rows.length === 0 || !hasMore(page, read));
		if (!goesBack && (moved > 0 || (isLast && hasMore(page, read)))) tellOfGap(page);
		if (isLast) return;
		if (previous !== undefined && goesBack) {
			const pagesBack = Math.min(Math.ceil(moved / previous.rows.length), number - 1);
			number -= pagesBack + 1;
			read = number * previous.rows.length;
			repeats = -pagesBack;
			rewinds += 1;
		}
		if (page.rows.length > 0) previous = page;
	}
	tellOfGap();
}

/** The same, row by row, without those that are not meant; never more than the limit. */
export async function* paginateRows(
	api: ApiClient,
	list: ListRequest,
	signal: AbortSignal | undefined,
): AsyncGenerator<ListRow> {
	let remaining = list.limit ?? Infinity;
	if (remaining <= 0) return;
	for await (const page of paginate(api, list, signal)) {
		for (const row of page) {
			if (list.isMeant?.(row) === false) continue;
			yield row;
			remaining -= 1;
			if (remaining <= 0) return;
		}
	}
}

/** Rows that were deleted between two pages: as many moved up onto earlier pages. */
function movedUp(previous: Page, { rows, count }: Page): number {
	// Past the last page the number is unknown: assume one page.
	if (rows.length === 0 && count === undefined) return previous.rows.length;
	return Math.max(0, (previous.count ?? 0) - (count ?? previous.count ?? 0));
}

/** A page that `next` names is read even if `count` has come: it may be wrong, or that of the page. */
function hasMore({ rows, count, hasNext }: Page, read: number): boolean {
	return (hasNext && rows.length > 0) || read < (count ?? 0);
}
