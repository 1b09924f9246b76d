/** A moment by both clocks of this machine: one never goes back but rests while the machine sleeps, the other may be set. */
export interface Moment {
	/** Milliseconds of `performance.now()`. */
	steady: number;
	/** Milliseconds since 1970. */
	wall: number;
}

/** Milliseconds by which the clocks may differ in what they say has passed. */
const TOLERANCE = 2_000;

export function thisMoment(): Moment {
	return { steady: performance.now(), wall: Date.now() };
}

/**
 * What has passed since a moment.
 *
 * @returns milliseconds, the longer of the two, and whether the clocks agree: if not, the machine slept, or a clock was set
 */
export function passedSince(
	moment: Moment,
	now = thisMoment(),
): { milliseconds: number; isSure: boolean } {
	const [steady, wall] = [now.steady - moment.steady, now.wall - moment.wall];
	return { milliseconds: Math.max(steady, wall), isSure: Math.abs(wall - steady) <= TOLERANCE };
}
