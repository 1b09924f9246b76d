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
	/** Whether it is read once more, back to its first page; see `scanBothWays`. */
	isWayBack: boolean;
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
	const row = order === 'oldest first' ? (pages - 1) * size : first.length;
	return { order, count, row, isWayBack: false };
}

/** From now on, the list is read in full, whatever its order. */
export function readInFull(at: ScanPosition, { first }: ListEnds): void {
	Object.assign(at, { order: 'unknown', row: first.length, isWayBack: false });
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
	let isPast = isFresh && hasPassed(edge, at, until);

	for (let pages = 0; ; pages += 1) {
		const number = pageAt(at, ends.size);
		if (isPast || number === undefined || isRead(number, at, ends)) return true;
		if (pages >= MOST_PAGES || !mayGoOn()) return false;
		const page = await readPage(number);
		edge = page.rows.map(listedExtractFrom);
		visit(edge);
		if (edge.length === 0 && !isBackwards(at)) return true;
		if (at.order !== 'unknown' && !isInOrder(edge, at.order)) readInFull(at, ends);
		else advance(at, page, number, ends.size);
		isPast = hasPassed(edge, at, until);
	}
}

/**
 * The same for what no later scan looks for. In a list that is not counted, nothing shows that rows were
 * deleted, and that others moved past the reader. So it is read back to its front as well: on the way back,
 * deleted rows bring none past the reader.
 */
export async function scanBothWays(at: ScanPosition, options: ScanOptions): Promise<boolean> {
	if (!at.isWayBack) {
		if (!(await scanOn(at, options))) return false;
		if (options.ends.isCounted || isBackwards(at)) return true;
		at.isWayBack = true;
	}
	return await scanOn(at, options);
}

function isBackwards({ order, isWayBack }: ScanPosition): boolean {
	return isWayBack || order === 'oldest first';
}

/** Rows that slipped past the reader since the last page: as many are read again. */
function move(at: ScanPosition, count: number): void {
	const moved = isBackwards(at) ? count - at.count : at.count - count;
	const back = Math.max(0, moved) * (isBackwards(at) ? 1 : -1);
	at.row = Math.min(Math.max(0, at.row + back), count);
	at.count = count;
}

function advance(at: ScanPosition, page: Page, number: number, size: number): void {
	const [start, end] = [(number - 1) * size, number * size];
	const count = countOf(page, at.count);
	const hasMoved = isBackwards(at) ? count > at.count : count < at.count;
	// The rows that slipped past are those just before this page, in the direction of reading.
	at.row = hasMoved === isBackwards(at) ? end : start;
	move(at, count);
}

function pageAt(at: ScanPosition, size: number): number | undefined {
	const { row, count } = at;
	if (isBackwards(at)) return row > 0 ? Math.ceil(row / size) : undefined;
	return row < count ? Math.floor(row / size) + 1 : undefined;
}

/** The page at the other end, which this poll has read, unless the list has changed since. */
function isRead(
	number: number,
	{ order, count, isWayBack }: ScanPosition,
	ends: ListEnds,
): boolean {
	const other = order === 'oldest first' ? 1 : ends.pages;
	return !isWayBack && number === other && count === ends.count;
}

function hasPassed(
	page: ListedExtract[],
	{ order, isWayBack }: ScanPosition,
	until: number,
): boolean {
	return order !== 'unknown' && !isWayBack && page.some(({ createdAt }) => createdAt <= until);
}
