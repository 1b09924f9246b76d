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
