/**
 * A point in time by both clocks of this machine. The monotonic clock never goes back, but it pauses
 * while the machine sleeps. The wall clock may be set.
 */
export interface Instant {
	/** Milliseconds of `performance.now()`. */
	monotonic: number;
	/** Milliseconds since 1970. */
	wall: number;
}

/** Milliseconds by which the two clocks may disagree about an elapsed time. */
const TOLERANCE = 2_000;

export function currentInstant(): Instant {
	return { monotonic: performance.now(), wall: Date.now() };
}

/**
 * The time that has passed since an instant.
 *
 * @returns the longer of the two elapsed times, in milliseconds, and whether the clocks agree: if
 * they do not, the machine slept or its clock was set
 */
export function elapsedSince(
	start: Instant,
	now = currentInstant(),
): { milliseconds: number; clocksAgree: boolean } {
	const [monotonic, wall] = [now.monotonic - start.monotonic, now.wall - start.wall];
	return {
		milliseconds: Math.max(monotonic, wall),
		clocksAgree: Math.abs(wall - monotonic) <= TOLERANCE,
	};
}

/** The clock of Anesya's server, as its responses show it. n8n's own clock may be wrong. */
export interface ServerClock {
	/** @param date the `Date` header of a response, if it has one */
	observe(date: string | undefined): void;
	/** Milliseconds since 1970, never ahead of the server; undefined before the first `Date` header. */
	now(): number | undefined;
}

/** @param monotonicNow reads a clock that never goes back, in milliseconds */
export function createServerClock(monotonicNow: () => number): ServerClock {
	let offset: number | undefined;
	return {
		observe(date = '') {
			const time = Date.parse(date);
			// The header has whole seconds, rounded down, and took some time to get here.
			if (Number.isFinite(time)) offset = time - monotonicNow();
		},
		now: () => (offset === undefined ? undefined : monotonicNow() + offset),
	};
}
