/** Milliseconds after an upload before which a result is unlikely. */
export const FIRST_CHECK_AFTER_UPLOAD = 2_000;

const SHORTEST = 2_000;
const LONGEST = 10_000;

/** Milliseconds for which checks stay frequent; most documents take less. */
const FREQUENT_FOR = 60_000;

/** How much the interval grows with each millisecond beyond that. */
const GROWTH = 0.2;

/** Milliseconds between two looks at a whole list. */
const SHORTEST_FOR_LIST = 1_000;

/** List requests that a document may cost while the time waited doubles. */
const LIST_REQUESTS = 0.5;

/**
 * How long to wait before the next check of an extract: 2 s within the first minute, growing to 10 s
 * for the rare long ones, where a few seconds more do not matter. Pure, so that it can be simulated.
 *
 * @param waited milliseconds since the wait began
 * @param random from 0 to 1; spreads the checks of several runs by a tenth
 * @returns milliseconds
 */
export function checkInterval(waited: number, random: number): number {
	const interval = SHORTEST + Math.max(0, waited - FREQUENT_FOR) * GROWTH;
	return Math.min(interval, LONGEST) * spread(random);
}

/**
 * The same for a look at many extracts by list requests. The more documents share the list, the
 * sooner the next look may come, since each of them pays a small part of it only.
 *
 * @param pages list requests that a look takes
 * @param documents how many extracts were waited for in all
 */
export function listInterval(waited: number, pages: number, documents: number, random: number): number {
	const affordable = (waited * pages) / (documents * LIST_REQUESTS);
	return Math.min(Math.max(SHORTEST_FOR_LIST * spread(random), affordable), checkInterval(waited, random));
}

function spread(random: number): number {
	return 0.95 + random / 10;
}
