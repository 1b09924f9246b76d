import type { Page } from '../../api/page';
import type { Sighting } from './sighting';
import { sightingOf } from './sighting';

/** Pages between the ends that are read at the most; keeps a server that counts wrongly from being asked for ever. */
const MOST_PAGES = 1_000;

/** What of a list has to be seen. */
export interface Aim {
	/** Extracts created up to this time need not be; the newest time seen at the list's ends is given. */
	until(newest: number): number;
	/** Whether a list of this many rows is read as a whole should its order be unknown. */
	isWorthAll(count: number): boolean;
}

/** What was seen of a list. */
export interface Walk {
	/** Each extract once. */
	sightings: Sighting[];
	/** Whether nothing that was aimed at can have been missed. */
	isWhole: boolean;
	/** Rows of the list when the walk began. */
	count: number;
}

/**
 * Looks for the newest extracts of a list whose order is unknown: at its first page, its last page,
 * and from the end where the newest ones are towards the middle. Rows move while a list is read: what
 * is created pushes them on, so that some are seen twice, and off the end, which is read early, so that
 * some may be missed there; what is deleted pulls them back, so that some may be missed anywhere.
 *
 * @param read gives a page, counted from 1
 * @throws AnesyaApiError when a row does not tell when it was created
 */
export async function walk(read: (page: number) => Promise<Page>, aim: Aim): Promise<Walk> {
	const first = await read(1);
	const size = first.rows.length;
	const count = first.count ?? size;
	const pages = size === 0 ? 1 : Math.ceil(count / size);
	if (pages === 1) return { sightings: sightingsIn([first]), isWhole: true, count };

	const last = await read(pages);
	const order = orderOf(timesIn(first), timesIn(last));
	const walked = [first, last];
	if (order === 'unknown' && !aim.isWorthAll(count))
		return { sightings: sightingsIn(walked), isWhole: false, count };

	const oldest = aim.until(Math.max(...timesIn(first), ...timesIn(last)));
	const isAtItsAim = (page: Page) =>
		order !== 'unknown' && timesIn(page).some((time) => time <= oldest);
	const between = pagesBetween(order, pages);
	let edge = order === 'oldest first' ? last : first;
	for (const page of between.slice(0, MOST_PAGES)) {
		if (isAtItsAim(edge)) break;
		edge = await read(page);
		walked.push(edge);
	}
	const { hasGrown, hasShrunk } = changesOf(walked);
	const isPushed = hasGrown && order !== 'oldest first';
	const isWhole = !hasShrunk && (isAtItsAim(edge) || (between.length <= MOST_PAGES && !isPushed));
	return { sightings: sightingsIn(walked), isWhole, count };
}

/** How a list has changed while its pages were read, in the order of reading; one without a length is gone. */
function changesOf(walked: Page[]): { hasGrown: boolean; hasShrunk: boolean } {
	const counts = walked.map(({ count }) => count ?? 0);
	const steps = counts.slice(1).map((count, index) => count - (counts[index] ?? count));
	return { hasGrown: steps.some((step) => step > 0), hasShrunk: steps.some((step) => step < 0) };
}

/** The pages but the first and the last, from where the newest extracts are. */
function pagesBetween(order: Order, pages: number): number[] {
	const between = Array.from({ length: pages - 2 }, (_, index) => index + 2);
	return order === 'oldest first' ? between.reverse() : between;
}

function timesIn({ rows }: Page): number[] {
	return rows.map((row) => sightingOf(row).createdAt);
}

function sightingsIn(pages: Page[]): Sighting[] {
	const rows = pages.flatMap((page) => page.rows);
	return [...new Map(rows.map((row) => [row.id, sightingOf(row)])).values()];
}

/** How a list is sorted, as far as its ends tell; Anesya does not document it. */
export type Order = 'newest first' | 'oldest first' | 'unknown';

/**
 * Judges by both ends of a list, so that one that is sorted within groups is not taken for one that is
 * sorted as a whole.
 *
 * @param times of creation, of the first and of the last page
 */
export function orderOf(first: number[], last: number[]): Order {
	const times = [...first, ...last];
	const pairs = times.slice(1).map((time, index) => time - (times[index] ?? time));
	const falls = pairs.some((step) => step < 0);
	const rises = pairs.some((step) => step > 0);
	if (falls === rises) return 'unknown';
	return falls ? 'newest first' : 'oldest first';
}
