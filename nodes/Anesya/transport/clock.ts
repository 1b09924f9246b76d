/** A moment by both clocks of this machine: one never goes back but rests while the machine sleeps, the other may be set. */
export interface Instant {
	/** Milliseconds of `performance.now()`. */
	monotonic: number;
	/** Milliseconds since 1970. */
	wall: number;
}

/** Milliseconds by which the clocks may differ in what they say has passed. */
const TOLERANCE = 2_000;

export function currentInstant(): Instant {
	return { monotonic: performance.now(), wall: Date.now() };
}

/**
 * What has passed since a moment.
 *
 * @returns milliseconds, the longer of the two, and whether the clocks agree: if not, the machine slept, or a clock was set
 */
export function elapsedSince(
	moment: Instant,
	now = currentInstant(),
): { milliseconds: number; isSure: boolean } {
	const [monotonic, wall] = [now.monotonic - moment.monotonic, now.wall - moment.wall];
	return {
		milliseconds: Math.max(monotonic, wall),
		isSure: Math.abs(wall - monotonic) <= TOLERANCE,
	};
}

/** The clock of Anesya's server, as far as its answers tell. n8n's own clock may be wrong. */
export interface ServerClock {
	/** @param date the `Date` header of a response, if it has one */
	observe(date: string | undefined): void;
	/** Milliseconds since 1970, never ahead of the server; undefined before the first `Date` header. */
	now(): number | undefined;
}

/** @param clock milliseconds of a clock that never goes back */
export function createServerClock(clock: () => number): ServerClock {
	let offset: number | undefined;
	return {
		observe(date = '') {
			const time = Date.parse(date);
			// The header names whole seconds, rounded down, and took some time to get here.
			if (Number.isFinite(time)) offset = time - clock();
		},
		now: () => (offset === undefined ? undefined : clock() + offset),
	};
}
