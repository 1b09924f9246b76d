import type { Extract } from '../api/extract';
import { hasEnded } from '../api/extract';

/** Single reads to verify a list, for each request of its readings. */
const SHARE_OF_SAMPLES = 1 / 25;

/** Milliseconds without the end of any extract after which each reading is verified; less often before. */
const QUIET_BEFORE_EACH = 1_200_000;

/** Milliseconds of the same before a first one, and the factor from one to the next: a stale list looks quiet. */
const FIRST_QUIET = 8_000;
const LONGER_QUIET = 2;

/** Milliseconds by which a list may lag behind single reads, for instance because it is cached. */
const TOLERATED_LAG = 10_000;

/** Milliseconds of lag after which more extracts are read by themselves each time: the others have ended as well. */
const LIKELY_LAG = 6_000;

/**
 * What a run knows of the freshness of a list. Whether its rows are up to date is unknown: those that say
 * IN_PROGRESS may have ended long ago. So an extract is read by itself now and then. If it has ended
 * although the list does not show that, even some seconds later, the list is stale.
 */
export interface ListTrust {
	/** Samples that are due, in fractions. */
	credit: number;
	/** When the list last showed the end of an extract; at first, when it was first read. */
	movedAt?: number;
	/** How long it had been quiet at the last sample since then. */
	verifiedQuiet?: number;
	/** Extracts that had ended by a single read but not by the list, each with the time of that read. */
	doubts: ReadonlyMap<string, number>;
	isStale: boolean;
}

export const UNTESTED: ListTrust = { credit: 0, doubts: new Map(), isStale: false };

/** A reading of a list. */
interface ListReading {
	/** By id; those of `doubts` included. */
	extracts: ReadonlyMap<string, Extract>;
	pages: number;
	startedAt: number;
}

/**
 * What a reading adds: the trust, and how many extracts are to be read by themselves now. A list that is
 * in doubt is verified with each reading.
 */
export function trustAfter(
	trust: ListTrust,
	{ extracts, pages, startedAt }: ListReading,
): { trust: ListTrust; samples: number } {
	const lagging = [...trust.doubts].filter(([id]) => {
		const row = extracts.get(id);
		return row !== undefined && !hasEnded(row);
	});
	const hasMoved = [...extracts].some(([id, row]) => !trust.doubts.has(id) && hasEnded(row));
	const movedAt = hasMoved ? startedAt : (trust.movedAt ?? startedAt);
	const quiet = startedAt - movedAt;
	const verifiedQuiet = hasMoved ? undefined : trust.verifiedQuiet;
	const share = Math.max(pages * SHARE_OF_SAMPLES, quiet / QUIET_BEFORE_EACH);
	const credit = trust.credit + share;
	const isTooQuiet =
		quiet >= (verifiedQuiet === undefined ? FIRST_QUIET : verifiedQuiet * LONGER_QUIET);
	const longLagging = lagging.filter(([, seenAt]) => startedAt - seenAt > LIKELY_LAG).length;
	const isSampleDue = lagging.length > 0 || credit >= 1 || isTooQuiet;
	return {
		trust: {
			credit: isSampleDue ? Math.max(0, credit - 1) : credit,
			movedAt,
			verifiedQuiet: isSampleDue ? quiet : verifiedQuiet,
			doubts: new Map(lagging),
			isStale: trust.isStale || lagging.some(([, seenAt]) => startedAt - seenAt > TOLERATED_LAG),
		},
		samples: isSampleDue ? Math.max(1, longLagging * 2) : 0,
	};
}
