/** Milliseconds between two requests after the first response that throttles. */
const FIRST_INTERVAL = 250;

/** The same after a 503, which may have nothing to do with the number of requests. */
const FIRST_INTERVAL_UNAVAILABLE = 50;

const LONGEST_INTERVAL = 5_000;

/** Milliseconds; shorter intervals are the same as none. */
const SHORTEST_INTERVAL = 10;

/** Milliseconds after which requests may go twice as fast again. */
const INTERVAL_HALF_LIFE = 15_000;

/** Milliseconds: most limits count by the second, and a date in `Retry-After` drops the fraction. */
const SHORTEST_PAUSE = 1_000;

/** Milliseconds; a caller that was told to wait longer does so by itself. */
const LONGEST_PAUSE = 60_000;

/** The rate of a run's requests, shared by all of them: unlimited until Anesya throttles. */
export interface Throttle {
	/**
	 * Takes the next slot if it is free. A caller that must wait asks again afterwards: Anesya may have
	 * throttled in the meantime.
	 *
	 * @returns milliseconds to wait, or 0 when the slot is taken
	 */
	acquireSlot(now: number): number;
	/**
	 * @param sentAt when the throttled request was sent: several that were under way at once count once
	 * @param retryAfter milliseconds that Anesya asked to wait
	 * @param status of the response; 429 unless given
	 */
	slowDown(sentAt: number, now: number, retryAfter: number | undefined, status?: number): void;
}

/**
 * A throttled response makes all requests pause, and then go one at a time. The interval between them
 * doubles with each further throttled response and shrinks again over time. So the whole run slows
 * down, and not each request on its own.
 */
export function createThrottle(): Throttle {
	let peakInterval = 0;
	let slowedAt = -Infinity;
	let resumesAt = -Infinity;
	let nextSlot = -Infinity;

	function intervalAt(now: number): number {
		const interval = peakInterval * 0.5 ** (Math.max(0, now - resumesAt) / INTERVAL_HALF_LIFE);
		return interval < SHORTEST_INTERVAL ? 0 : interval;
	}

	return {
		acquireSlot(now) {
			if (now < nextSlot) return nextSlot - now;
			nextSlot = now + intervalAt(now);
			return 0;
		},
		slowDown(sentAt, now, retryAfter = 0, status) {
			if (sentAt >= slowedAt) {
				const first = status === 503 ? FIRST_INTERVAL_UNAVAILABLE : FIRST_INTERVAL;
				peakInterval = Math.min(Math.max(first, intervalAt(now) * 2), LONGEST_INTERVAL);
				slowedAt = now;
			}
			resumesAt = Math.max(
				resumesAt,
				now + Math.min(Math.max(retryAfter, peakInterval, SHORTEST_PAUSE), LONGEST_PAUSE),
			);
			nextSlot = Math.max(nextSlot, resumesAt);
		},
	};
}
