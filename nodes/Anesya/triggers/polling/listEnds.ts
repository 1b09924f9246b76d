import type { Page } from '../../api/page';
import type { ListedExtract } from './listedExtract';
import { listedExtractFrom } from './listedExtract';

/** Rows that must be sorted before a list counts as sorted: fewer may be so by chance. */
const LEAST_SORTED = 8;

/** Pages of a list that is read in full whenever it changes: its order need not be trusted. */
const SHORT_LIST = 20;

/** A list cannot be longer: a count from outside must not become a size. */
const LONGEST_LIST = 1e9;

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
	/** At least 1. */
	pages: number;
	order: Order;
	/** The latest creation on both pages, or 0. */
	newest: number;
}

/**
 * Reads both ends of a list: one of them has the newest extracts, if the list is sorted at all.
 *
 * @throws AnesyaApiError also when a row does not say when its extract was created
 */
export async function readEnds(readPage: (page: number) => Promise<Page>): Promise<ListEnds> {
	const firstPage = await readPage(1);
	const first = firstPage.rows.map(listedExtractFrom);
	const size = first.length;
	const count = countOf(firstPage, size);
	const pages = size === 0 ? 1 : Math.ceil(count / size);
	const last = pages === 1 ? [] : (await readPage(pages)).rows.map(listedExtractFrom);
	for (let page = 2; page < pages && first.length + last.length < LEAST_SORTED; page += 1)
		first.push(...(await readPage(page)).rows.map(listedExtractFrom));
	// A last page without rows: Anesya counts wrongly, and the end is elsewhere.
	const isTrusted = pages > SHORT_LIST && last.length > 0;
	const order = isTrusted ? orderOf(timesOf(first), timesOf(last)) : 'unknown';
	return { first, last, size, count, pages, order, newest: latest([...first, ...last]) };
}

/**
 * The rows of a list as a page counts them.
 *
 * @param otherwise if it does not count them
 */
export function countOf({ count, rows }: Page, otherwise: number): number {
	const counted = count !== undefined && Number.isFinite(count) ? Math.floor(count) : otherwise;
	return Math.min(Math.max(counted, rows.length), LONGEST_LIST);
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
