/** Milliseconds after an upload before which a result is unlikely. */
const FIRST_CHECK_ALONE = 5_000;

/** The same for several, where one list tells about all of them. */
const FIRST_CHECK = 4_000;

/** Milliseconds between two checks of a single document: about ten checks, if it takes 25 s. */
const SHORTEST_ALONE = 2_350;

/** The same where several are waited for: all of their items wait for the last one. */
const SHORTEST = 2_000;
const LONGEST = 10_000;

/** Share of the time waited so far: a wait of minutes can bear some seconds more. */
const SHARE_OF_WAIT = 1 / 120;

/** Milliseconds between two readings of a list, and between checks of the last documents of a run. */
const SHORTEST_AT_THE_END = 1_000;
const LONGEST_OF_LIST = 30_000;

/**
 * Checks that the last document of a run may cost while the time waited grows by a factor of e. Where
 * no list tells about several at once, it is a few for each document of the run.
 */
const CHECKS_OF_LAST = 35;
const CHECKS_OF_LAST_EACH = 3;

/** Share of the time waited that passes between two readings of a list until the first document ends. */
const SHARE_BEFORE_FIRST = 1 / 10;

/** Later, the largest share of the time since then, which is how far apart the documents of a run end. */
const LARGEST_SHARE = 1 / 5;

/** How far a run has got. */
export interface Progress {
	/** Milliseconds since the wait began. */
	waited: number;
	/** Extracts that are not known to have ended. */
	pending: number;
	/** Extracts that were waited for so far, those that have ended included. */
	documents: number;
	/** Milliseconds since one of them was first seen to have ended. */
	sinceFirstEnd?: number;
}

/** The same for the run as a whole: the time waited is each extract's own. */
export type RunProgress = Omit<Progress, 'waited'>;

/**
 * How long to wait after an upload before the first check.
 *
 * @param isOneOfMany whether others were uploaded with it
 * @returns milliseconds
 */
export function firstCheckAfterUpload(isOneOfMany: boolean): number {
	return isOneOfMany ? FIRST_CHECK : FIRST_CHECK_ALONE;
}

/**
 * How long to wait before the next check of an extract. An even interval costs the fewest requests for
 * its lag, however long a document takes. Only the last documents of a run are checked more often,
 * since they decide how long it takes.
 *
 * @param random from 0 to 1; spreads the checks of several runs by a tenth
 * @returns milliseconds
 */
export function checkInterval({ waited, pending, documents }: Progress, random: number): number {
	if (documents === 1) return evenInterval(waited) * spread(random);
	const usual = within(SHORTEST, waited * SHARE_OF_WAIT, LONGEST);
	const checks = Math.min(CHECKS_OF_LAST, documents * CHECKS_OF_LAST_EACH);
	const atTheEnd = Math.max(SHORTEST_AT_THE_END, (waited * pending) / checks);
	return Math.min(usual, atTheEnd) * spread(random);
}

/** The time between two checks of a single document. */
export function evenInterval(waited: number): number {
	return within(SHORTEST_ALONE, waited * SHARE_OF_WAIT, LONGEST);
}

/**
 * The same for reading a list that tells about all pending extracts. When the first has ended, the
 * others are near: readings are dense at first, get sparser the further apart the ends turn out to be,
 * and denser again towards the last. A run with many documents for each request can bear more of them.
 *
 * @param requests that one reading takes
 */
export function listInterval(
	{ waited, pending, documents, sinceFirstEnd }: Progress,
	requests: number,
	random: number,
): number {
	const checksOfLast = Math.max(CHECKS_OF_LAST, documents / requests);
	const interval =
		sinceFirstEnd === undefined
			? waited * SHARE_BEFORE_FIRST
			: sinceFirstEnd * Math.min(LARGEST_SHARE, pending / checksOfLast);
	return within(SHORTEST_AT_THE_END, interval, LONGEST_OF_LIST) * spread(random);
}

function within(least: number, value: number, most: number): number {
	return Math.min(Math.max(least, value), most);
}

/** Spreads the checks of several runs by a tenth. @param random from 0 to 1 */
export function spread(random: number): number {
	return 0.95 + random / 10;
}
