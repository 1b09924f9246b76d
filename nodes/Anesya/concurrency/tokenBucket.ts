/** Allows a number of actions at once, and then one after each interval. */
export interface TokenBucket {
	/** @returns 0 when a token is taken, otherwise milliseconds until there is one */
	take(now: number): number;
	/** Gives tokens back, or (a negative number) takes more than there are: these must be earned first. */
	add(tokens: number, now: number): void;
}

/**
 * @param capacity tokens at first, and at most; also how many may be owed
 * @param interval milliseconds until one more
 */
export function createTokenBucket(capacity: number, interval: number): TokenBucket {
	let tokens = capacity;
	let countedAt = Infinity;

	function add(more: number, now: number): void {
		const earned = Math.max(0, now - countedAt) / interval;
		tokens = Math.max(Math.min(capacity, tokens + earned + more), -capacity);
		countedAt = now;
	}

	return {
		add,
		take(now) {
			add(0, now);
			// A timer may be early by a fraction of a millisecond.
			if (tokens < 1 - 1 / interval) return (1 - tokens) * interval;
			tokens -= 1;
			return 0;
		},
	};
}
