/** Milliseconds after an upload before which a result is unlikely. */
export const FIRST_CHECK_AFTER_UPLOAD = 2_000;

const SHORTEST = 2_000;
const LONGEST = 10_000;

/** Milliseconds for which checks stay frequent; most documents take less. */
const FREQUENT_FOR = 60_000;

/** How much the interval grows with each millisecond beyond that. */
const GROWTH = 0.2;

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
	return Math.min(interval, LONGEST) * (0.95 + random / 10);
}
