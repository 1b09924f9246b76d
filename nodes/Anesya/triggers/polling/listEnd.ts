import type { Page } from '../../api/page';
import { PAGE_SIZE } from '../../api/paginate';

/** Pages that are read at most to find the end of a list whose count is wrong: enough for any length. */
const MOST_READS = 40;

/** A list cannot be longer: a count from outside must not become a size. */
const LONGEST_LIST = 1e9;

/** The end of a list. */
export interface ListEnd {
	/** Undefined if the first page is all. */
	last: Page | undefined;
	/** At least 1. */
	pages: number;
	/** Rows of the whole list. */
	count: number;
	/** Whether Anesya counts them, and its pages agree with it. */
	isCounted: boolean;
}

/**
 * Finds the last page of a list. Where it is by the `count` of the first page, the pages agree, and one
 * request is enough. Otherwise the pages themselves tell where the list ends: by `next` (documented), by
 * being empty, or by not being full.
 *
 * @param countBefore rows of the list when it was last read, or fewer
 * @throws AnesyaApiError
 */
export async function findEnd(
	readPage: (page: number) => Promise<Page>,
	first: Page,
	countBefore: number,
): Promise<ListEnd> {
	const size = first.rows.length;
	const counted = countOf(first, size);
	const pagesBefore = Math.ceil(countBefore / Math.max(1, size));
	let [last, number, empty, step] = [first, 1, Infinity, 1];
	let guess = size === 0 ? undefined : firstGuess(first, Math.ceil(counted / size), pagesBefore);
	let isHintUsed = guess === pagesBefore;

	for (let reads = 0; guess !== undefined && reads < MOST_READS; reads += 1) {
		const page = await readPage(guess);
		if (page.rows.length === 0 || isSame(page, first)) empty = guess;
		else [last, number] = [page, guess];
		const mayUseHint = !isHintUsed && pagesBefore > number && pagesBefore < empty;
		isHintUsed ||= mayUseHint;
		guess = mayUseHint ? pagesBefore : nextGuess(number, empty, step, goesOn(last, number, size));
		step *= mayUseHint ? 1 : 2;
	}

	const rows = (number - 1) * size + last.rows.length;
	const isCounted = last.count === rows && !last.hasNext;
	return {
		last: number === 1 ? undefined : last,
		pages: number,
		count: isCounted ? counted : rows,
		isCounted,
	};
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

/** @returns undefined if the first page is all */
function firstGuess(first: Page, counted: number, before: number): number | undefined {
	if (counted > 1) return counted;
	// A count of one full page may be the count of that page.
	if (first.hasNext || first.rows.length >= PAGE_SIZE) return Math.max(2, before);
	return undefined;
}

/** @returns undefined if the end is found */
function nextGuess(
	number: number,
	empty: number,
	step: number,
	mayGoOn: boolean,
): number | undefined {
	if (!mayGoOn || number + 1 >= empty) return undefined;
	return number + step < empty ? number + step : Math.floor((number + empty) / 2);
}

/** Whether a page may have a next one. */
function goesOn({ rows, count, hasNext }: Page, number: number, size: number): boolean {
	return hasNext || number === 1 || (rows.length >= size && count !== number * size);
}

/** A server that does not know pages sends the first one again. */
function isSame(page: Page, first: Page): boolean {
	return (
		page.rows.length === first.rows.length &&
		page.rows.every(({ id }, index) => id === first.rows[index]?.id)
	);
}

/** Pages of a list that is not counted, or counted wrongly. */
export function withoutCount(
	readPage: (page: number) => Promise<Page>,
): (page: number) => Promise<Page> {
	return async (page) => ({ ...(await readPage(page)), count: undefined });
}
