import type { ListEnds } from './listEnds';
import type { PollingState } from './state';

/** Polls in a row that may see only a part of the list. */
const MOST_PARTIAL_SCANS = 10;

/**
 * How much of the list a poll reads between both ends: nothing, what makes it longer, everything back to
 * the settled time, or all of it whatever its order.
 */
export type ScanKind = 'none' | 'news' | 'whole' | 'full';

/**
 * @param news how many new extracts the ends have
 * @param mayHaveMissed whether the last polls may be forgotten
 */
export function kindOfScan(
	{ count, partialScans }: PollingState,
	ends: ListEnds,
	news: number,
	mayHaveMissed: boolean,
): ScanKind {
	if (mayHaveMissed) return 'whole';
	// The longer the list, the rarer a full scan: on average, it adds two requests to a poll.
	if (ends.count === count && news === 0)
		return partialScans >= Math.max(MOST_PARTIAL_SCANS, ends.pages / 2) ? 'full' : 'none';
	return ends.order === 'unknown' || partialScans >= MOST_PARTIAL_SCANS ? 'whole' : 'news';
}
