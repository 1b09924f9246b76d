import type { Page } from '../../api/page';
import type { ListedExtract } from './listedExtract';
import { listedExtractFrom } from './listedExtract';

/** Pages read between the first and the last one. A server that counts wrongly must not be asked for ever. */
const MAX_PAGES = 1_000;

/** What a scan must see. */
export interface ScanTarget {
	/**
	 * Extracts created up to the returned time need not be seen. Milliseconds since 1970.
	 *
	 * @param newest the latest creation on the first and the last page
	 */
	until(newest: number): number;
	/** Whether to read all pages of a list of this many rows if its order is unknown. */
	isFullScanDue(count: number): boolean;
}

/** What a scan saw. */
export interface ListScan {
	/** Each extract once. */
	extracts: ListedExtract[];
	/** Whether the scan certainly saw every extract of its target. */
	coversTarget: boolean;
	/** Rows of the list when the scan began. */
	count: number;
}

/**
 * Finds the newest extracts of a list whose order is unknown. It reads the first page and the last one,
 * then goes from the end with the newest extracts towards the middle.
 *
 * Rows move while a list is read. A new extract pushes rows on: some are seen twice, and some may be
 * missed because they moved onto the last page after it was read. A deleted extract pulls rows back:
 * some may be missed anywhere.
 *
 * @param readPage reads a page, counted from 1
 * @throws AnesyaApiError also when a row does not say when its extract was created
 */
export async function scanList(
	readPage: (page: number) => Promise<Page>,
	target: ScanTarget,
): Promise<ListScan> {
	const first = await readPage(1);
	const size = first.rows.length;
	const count = first.count ?? size;
	const pages = size === 0 ? 1 : Math.ceil(count / size);
	if (pages === 1) return { extracts: extractsIn([first]), coversTarget: true, count };

	const last = await readPage(pages);
	const scanned = [first, last];
	const order = orderOf(timesIn(first), timesIn(last));
	if (order === 'unknown' && !target.isFullScanDue(count))
		return { extracts: extractsIn(scanned), coversTarget: false, count };

	const until = target.until(Math.max(...timesIn(first), ...timesIn(last)));
	const reachesTarget = (page: Page) =>
		order !== 'unknown' && timesIn(page).some((time) => time <= until);
	const between = pagesBetween(order, pages);
	let edge = order === 'oldest first' ? last : first;
	for (const page of between.slice(0, MAX_PAGES)) {
		if (reachesTarget(edge)) break;
		edge = await readPage(page);
		scanned.push(edge);
	}

	const { hasGrown, hasShrunk } = changesDuring(scanned);
	const mayHavePushedOff = hasGrown && order !== 'oldest first';
	const isFullScan = between.length <= MAX_PAGES && !mayHavePushedOff;
	const coversTarget = !hasShrunk && (reachesTarget(edge) || isFullScan);
	return { extracts: extractsIn(scanned), coversTarget, count };
}

/** The pages between the first and the last one, starting at the end with the newest extracts. */
function pagesBetween(order: Order, pages: number): number[] {
	const between = Array.from({ length: pages - 2 }, (_, index) => index + 2);
	return order === 'oldest first' ? between.reverse() : between;
}

/**
 * How the length of the list changed during a scan. A page without a count is behind the end, so the
 * list has shrunk.
 *
 * @param scanned pages in the order in which they were read
 */
function changesDuring(scanned: Page[]): { hasGrown: boolean; hasShrunk: boolean } {
	const counts = scanned.map(({ count }) => count ?? 0);
	const steps = counts.slice(1).map((count, index) => count - (counts[index] ?? count));
	return { hasGrown: steps.some((step) => step > 0), hasShrunk: steps.some((step) => step < 0) };
}

function timesIn({ rows }: Page): number[] {
	return rows.map((row) => listedExtractFrom(row).createdAt);
}

function extractsIn(pages: Page[]): ListedExtract[] {
	const rows = pages.flatMap((page) => page.rows);
	return [...new Map(rows.map((row) => [row.id, listedExtractFrom(row)])).values()];
}

/** How a list is sorted, judged by its first and last page. Anesya does not document it. */
export type Order = 'newest first' | 'oldest first' | 'unknown';

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
	if (falls === rises) return 'unknown';
	return falls ? 'newest first' : 'oldest first';
}
