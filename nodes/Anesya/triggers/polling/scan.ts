import type { Page } from '../../api/page';
import type { ListedExtract } from './listedExtract';
import { listedExtractFrom } from './listedExtract';
import { countOf } from './listEnd';
import type { ListEnds, Order } from './listEnds';
import { isInOrder } from './listEnds';

/** Pages that one poll scans at most, however many there seem to be: 25,000 extracts. */
const MOST_PAGES = 500;

/**
 * How far a list is read. A long list takes several polls, and changes meanwhile: rows that move must
 * not be missed. So a list is read in the direction in which a row cannot slip past: from the front in
 * general, since new rows push the others on. A list with the oldest rows first is read from its end,
 * which grows behind the reader. What moves the other way, as `count` tells, is read once more.
 */
export interface ScanPosition {
	order: Order;
	/** Rows from the front: up to here all is read. In a list with the oldest first, from here on. */
	row: number;
	/** Rows of the list when it was last read. */
	count: number;
}

/** What a scan needs to know. */
export interface ScanOptions {
	readPage: (page: number) => Promise<Page>;
	/** Of this poll. Both pages count as read. */
	ends: ListEnds;
	/** Receives the rows of each further page. */
	visit: (rows: ListedExtract[]) => void;
	/** In a sorted list, rows created up to then need not be seen. Milliseconds since 1970. */
	until: number;
	/** Asked before each page. */
	mayGoOn: () => boolean;
}

/** The position after both ends of a list were read. */
export function positionAt({ order, first, size, count, pages }: ListEnds): ScanPosition {
	return { order, count, row: order === 'oldest first' ? (pages - 1) * size : first.length };
}

/**
 * Reads on, page by page, and keeps the position up to date in `at`, whatever happens.
 *
 * @param at it begins there, and is changed
 * @returns whether the scan saw all that it was to see
 * @throws AnesyaApiError
 */
export async function scanOn(
	at: ScanPosition,
	{ readPage, ends, visit, until, mayGoOn }: ScanOptions,
): Promise<boolean> {
	move(at, ends.count);
	let edge = at.order === 'oldest first' ? ends.last : ends.first;
	const isFresh = positionAt(ends).row === at.row;
	let isPast = isFresh && hasPassed(edge, at.order, until);

	for (let pages = 0; ; pages += 1) {
		const number = pageAt(at, ends.size);
		if (isPast || number === undefined || isRead(number, at, ends)) return true;
		if (pages >= MOST_PAGES || !mayGoOn()) return false;
		const page = await readPage(number);
		edge = page.rows.map(listedExtractFrom);
		visit(edge);
		if (edge.length === 0 && at.order !== 'oldest first') return true;
		if (at.order !== 'unknown' && !isInOrder(edge, at.order))
			Object.assign(at, { order: 'unknown', row: ends.first.length });
		else advance(at, page, number, ends.size);
		isPast = hasPassed(edge, at.order, until);
	}
}

/**
 * The same for what must be seen at the first time, since no later scan looks for it. If a list is not
 * counted, rows that a deletion moves towards the reader are missed unnoticed. Its end shows that: then,
 * what this poll has read is read again.
 */
export async function scanUnmoved(at: ScanPosition, options: ScanOptions): Promise<boolean> {
	const { ends, readPage } = options;
	if (ends.isCounted || ends.last.length === 0 || at.order === 'oldest first')
		return await scanOn(at, options);
	const isFresh = at.row <= ends.first.length;
	const begun = { ...at, row: isFresh ? 0 : at.row };
	let end: End = { page: ends.pages, id: ends.last[0]?.id };
	for (;;) {
		Object.assign(at, begun);
		if (!(await scanOn(at, options))) return false;
		const last = await endFrom(end.page, readPage);
		if (last.page === end.page && last.id === end.id) return true;
		end = last;
	}
}

/** Where the last page of a list begins. */
interface End {
	page: number;
	id: string | undefined;
}

async function endFrom(page: number, readPage: ScanOptions['readPage']): Promise<End> {
	const { rows } = await readPage(page);
	if (rows.length === 0 && page > 1) return await endFrom(page - 1, readPage);
	return { page, id: rows[0]?.id };
}

/** Rows that slipped past the reader since the last page: as many are read again. */
function move(at: ScanPosition, count: number): void {
	const moved = at.order === 'oldest first' ? count - at.count : at.count - count;
	const back = Math.max(0, moved) * (at.order === 'oldest first' ? 1 : -1);
	at.row = Math.min(Math.max(0, at.row + back), count);
	at.count = count;
}

function advance(at: ScanPosition, page: Page, number: number, size: number): void {
	const [start, end] = [(number - 1) * size, number * size];
	const count = countOf(page, at.count);
	const isBackwards = at.order === 'oldest first';
	const hasMoved = isBackwards ? count > at.count : count < at.count;
	// The rows that slipped past are those just before this page, in the direction of reading.
	at.row = hasMoved === isBackwards ? end : start;
	move(at, count);
}

function pageAt({ order, row, count }: ScanPosition, size: number): number | undefined {
	if (order === 'oldest first') return row > 0 ? Math.ceil(row / size) : undefined;
	return row < count ? Math.floor(row / size) + 1 : undefined;
}

/** The page at the other end, which this poll has read, unless the list has changed since. */
function isRead(number: number, { order, count }: ScanPosition, ends: ListEnds): boolean {
	return number === (order === 'oldest first' ? 1 : ends.pages) && count === ends.count;
}

function hasPassed(page: ListedExtract[], order: Order, until: number): boolean {
	return order !== 'unknown' && page.some(({ createdAt }) => createdAt <= until);
}
