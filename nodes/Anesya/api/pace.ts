/** Milliseconds between two requests after the first answer that asked for patience. */
const FIRST_INTERVAL = 250;
const LONGEST_INTERVAL = 5_000;

/** Below this, requests are as good as unbounded again. */
const SHORTEST_INTERVAL = 10;

/** How much closer requests get with each one that went well. */
const EASING = 0.98;

/** Milliseconds; whoever was told to wait for longer waits by itself. */
const LONGEST_PAUSE = 60_000;

/** The pace of a run's requests, shared by all of them: none at all until Anesya asks for patience. */
export interface Pace {
	/** Takes the next place in the row. @returns milliseconds to wait for it */
	turn(now: number): number;
	passed(): void;
	/**
	 * @param sentAt when the request was sent that was throttled: several under way at once count once
	 * @param retryAfter milliseconds that Anesya asked for
	 */
	throttled(sentAt: number, now: number, retryAfter: number | undefined): void;
}

/**
 * A throttled answer makes all requests pause, and then go one by one, at intervals that double with
 * each further one and shrink again while all goes well. So the whole run slows down, instead of each
 * request finding out for itself.
 */
export function createPace(): Pace {
	let interval = 0;
	let free = -Infinity;
	let slowedAt = -Infinity;

	return {
		turn(now) {
			const at = Math.max(now, free);
			free = at + interval;
			return at - now;
		},
		passed() {
			interval = interval * EASING < SHORTEST_INTERVAL ? 0 : interval * EASING;
		},
		throttled(sentAt, now, retryAfter = 0) {
			if (sentAt >= slowedAt) {
				interval = Math.min(Math.max(FIRST_INTERVAL, interval * 2), LONGEST_INTERVAL);
				slowedAt = now;
			}
			free = Math.max(free, now + Math.min(Math.max(retryAfter, interval), LONGEST_PAUSE));
		},
	};
}
