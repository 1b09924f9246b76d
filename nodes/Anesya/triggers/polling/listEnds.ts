import type { Page } from '../../api/page';
import type { ListedExtract } from './listedExtract';
import { listedExtractFrom } from './listedExtract';
import { countOf, findEnd } from './listEnd';

/** Rows that must be sorted before a list counts as sorted: fewer may be so by chance. */
const LEAST_SORTED = 8;

/** Pages of a list that is read in full whenever it changes: its order need not be trusted. */
const SHORT_LIST = 20;

/** How a list is sorted, judged by its first and last page. Anesya does not document it. */
export type Order = 'newest first' | 'oldest first' | 'unknown';

/** The first and the last page of a list. */
export interface ListEnds {
	/** Of several pages if these are tiny. */
	first: ListedExtract[];
	/** Empty if the first page is all. */
	last: ListedExtract[];
	/** Rows of a page, as Anesya sends them. */
	size: number;
	/** Rows of the whole list. */
	count: number;
	/** Whether Anesya counts them, and its pages agree with it. */
	isCounted: boolean;
	/** At least 1. */
	pages: number;
	order: Order;
	/** The latest creation on both pages, or 0. */
	newest: number;
}

/**
 * Reads both ends of a list: one of them has the newest extracts, if the list is sorted at all.
 *
 * @param countBefore rows of the list when it was last read, or fewer
 * @throws AnesyaApiError also when a row does not say when its extract was created
 */
export async function readEnds(
	readPage: (page: number) => Promise<Page>,
	countBefore = 0,
): Promise<ListEnds> {
	const begun = await readPage(1);
	const size = begun.rows.length;
	const { pages, isCounted, ...end } = await findEnd(readPage, begun, countBefore);
	const last = end.last?.rows.map(listedExtractFrom) ?? [];
	// If rows were deleted meanwhile, others have moved up to the first page.
	const firstPage = hasShrunk(begun, end.last) ? await readPage(1) : begun;
	const first = firstPage.rows.map(listedExtractFrom);
	const count = isCounted ? countOf(firstPage, size) : end.count;
	for (let page = 2; page < pages && first.length + last.length < LEAST_SORTED; page += 1)
		first.push(...(await readPage(page)).rows.map(listedExtractFrom));
	const order = pages > SHORT_LIST ? orderOf(timesOf(first), timesOf(last)) : 'unknown';
	const newest = latest([...first, ...last]);
	return { first, last, size, count, isCounted, pages, order, newest };
}

/** Whether a list had fewer rows when a later page of it was read. */
function hasShrunk(earlier: Page | undefined, later: Page | undefined): boolean {
	return (later?.count ?? Infinity) < (earlier?.count ?? 0);
}

/**
 * Judges by both ends of a list. A list that is only sorted within groups could look sorted at one end.
 *
 * @param first times of creation on the first page
 * @param last times of creation on the last page
 */
export function orderOf(first: number[], last: number[]): Order {
	const times = [...first, ...last];
	const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
	const falls = steps.some((step) => step < 0);
	const rises = steps.some((step) => step > 0);
	if (falls === rises || times.length < LEAST_SORTED) return 'unknown';
	return falls ? 'newest first' : 'oldest first';
}

/** Whether a page can be part of a list in this order. */
export function isInOrder(page: ListedExtract[], order: Order): boolean {
	const sign = order === 'newest first' ? -1 : 1;
	return page
		.slice(1)
		.every(({ createdAt }, index) => sign * (createdAt - (page[index]?.createdAt ?? 0)) >= 0);
}

function timesOf(listed: ListedExtract[]): number[] {
	return listed.map(({ createdAt }) => createdAt);
}

function latest(listed: ListedExtract[]): number {
	return listed.reduce((newest, { createdAt }) => Math.max(newest, createdAt), 0);
}
