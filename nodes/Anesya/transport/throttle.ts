/** Milliseconds between two requests after the first answer that asked for patience. */
const FIRST_INTERVAL = 250;
const LONGEST_INTERVAL = 5_000;

/** Below this, requests are as good as unbounded. */
const SHORTEST_INTERVAL = 10;

/** Milliseconds after which requests go twice as fast again. */
const EASES_WITHIN = 15_000;

/** Milliseconds: limits mostly count by the second, and a date in `Retry-After` leaves out what is less. */
const SHORTEST_PAUSE = 1_000;

/** Milliseconds; whoever was told to wait for longer waits by itself. */
const LONGEST_PAUSE = 60_000;

/** The pace of a run's requests, shared by all of them: none at all until Anesya asks for patience. */
export interface Throttle {
	/**
	 * Asks for a turn. Whoever has to wait asks again then: Anesya may have asked for patience meanwhile.
	 *
	 * @returns milliseconds to wait, or 0 for a turn now
	 */
	acquireSlot(now: number): number;
	/**
	 * @param sentAt when the request was sent that was throttled: several under way at once count once
	 * @param retryAfter milliseconds that Anesya asked for
	 */
	slowDown(sentAt: number, now: number, retryAfter: number | undefined): void;
}

/**
 * A throttled answer makes all requests pause, and then go one by one, at an interval that doubles
 * with each further one and shrinks again with time. So the whole run slows down, instead of each
 * request finding out for itself.
 */
export function createThrottle(): Throttle {
	let slowest = 0;
	let slowedAt = -Infinity;
	let resumesAt = -Infinity;
	let free = -Infinity;

	function intervalAt(now: number): number {
		const interval = slowest * 0.5 ** (Math.max(0, now - resumesAt) / EASES_WITHIN);
		return interval < SHORTEST_INTERVAL ? 0 : interval;
	}

	return {
		acquireSlot(now) {
			if (now < free) return free - now;
			free = now + intervalAt(now);
			return 0;
		},
		slowDown(sentAt, now, retryAfter = 0) {
			if (sentAt >= slowedAt) {
				slowest = Math.min(Math.max(FIRST_INTERVAL, intervalAt(now) * 2), LONGEST_INTERVAL);
				slowedAt = now;
			}
			resumesAt = Math.max(
				resumesAt,
				now + Math.min(Math.max(retryAfter, slowest, SHORTEST_PAUSE), LONGEST_PAUSE),
			);
			free = Math.max(free, resumesAt);
		},
	};
}
