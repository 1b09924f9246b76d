/** Milliseconds after an upload before which a result is unlikely. */
const FIRST_CHECK_ALONE = 5_000;

/** The same of several, where a look by a list tells of all of them. */
const FIRST_CHECK = 4_000;

/** Milliseconds between two looks at a document that is alone: about ten until it is finished, if it takes 25 s. */
const SHORTEST_ALONE = 2_350;

/** The same where several are waited for: all of their items have to wait for the last one. */
const SHORTEST = 2_000;
const LONGEST = 10_000;

/** Part of the time waited; a wait of minutes can bear some seconds more. */
const USUAL_PART = 1 / 120;

/** Milliseconds between two looks at a list, and at the last documents of a run. */
const SHORTEST_AT_THE_END = 1_000;
const LONGEST_OF_LIST = 30_000;

/**
 * Looks that the last document of a run may cost while the time waited grows by a factor of e; where no
 * list tells of several at once, a few for each document of the run.
 */
const LOOKS_AT_THE_LAST = 35;
const LOOKS_AT_THE_LAST_EACH = 3;

/** Part of the time waited between two looks at a list, as long as none has ended. */
const PART_BEFORE_THE_FIRST = 1 / 10;

/** Later the largest part of the time since then, which is how far apart the documents of a run end. */
const LARGEST_PART = 1 / 5;

/** How far a run is. */
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

/**
 * How long to wait after an upload before the first look.
 *
 * @param items that the run uploads from
 * @returns milliseconds
 */
export function firstCheckAfterUpload(items: number): number {
	return items === 1 ? FIRST_CHECK_ALONE : FIRST_CHECK;
}

/**
 * How long to wait before the next look at an extract. An even interval costs the fewest requests for
 * its lag, however long a document takes; only the last ones of a run are looked at more often, since
 * they decide how long it takes. Pure, so that it can be simulated.
 *
 * @param random from 0 to 1; spreads the looks of several runs by a tenth
 * @returns milliseconds
 */
export function checkInterval({ waited, pending, documents }: Progress, random: number): number {
	const shortest = documents === 1 ? SHORTEST_ALONE : SHORTEST;
	const usual = within(shortest, waited * USUAL_PART, LONGEST);
	const looks = Math.min(LOOKS_AT_THE_LAST, documents * LOOKS_AT_THE_LAST_EACH);
	const atTheEnd = Math.max(SHORTEST_AT_THE_END, (waited * pending) / looks);
	return (documents === 1 ? usual : Math.min(usual, atTheEnd)) * spread(random);
}

/**
 * The same for a look at all pending extracts, where lists tell of them. When the first has ended, the
 * others are near: looks are dense at first and get sparser the further apart the ends turn out to be,
 * and denser again towards the last. A run of many documents a request can bear more looks.
 *
 * @param requests that a look takes
 */
export function listInterval(
	{ waited, pending, documents, sinceFirstEnd }: Progress,
	requests: number,
	random: number,
): number {
	const looksAtTheLast = Math.max(LOOKS_AT_THE_LAST, documents / requests);
	const interval =
		sinceFirstEnd === undefined
			? waited * PART_BEFORE_THE_FIRST
			: sinceFirstEnd * Math.min(LARGEST_PART, pending / looksAtTheLast);
	return within(SHORTEST_AT_THE_END, interval, LONGEST_OF_LIST) * spread(random);
}

function within(least: number, value: number, most: number): number {
	return Math.min(Math.max(least, value), most);
}

function spread(random: number): number {
	return 0.95 + random / 10;
}
