/** How many times faster than in earnest the tests of outages are; 1 measures the real thing, within minutes. */
export const SPEED = Number(process.env.OUTAGE_SPEED ?? 15);

/** How many documents they have. */
export const DOCUMENTS = Number(process.env.OUTAGE_DOCUMENTS ?? 100);

type Numbers = Record<string, number>;

/** Shortens all times of a module. */
export function shortened(times: object, speed = SPEED): Numbers {
	return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / speed]));
}

type Policy = (...args: unknown[]) => number | undefined;

/** Shortens the delays that a function gives. */
export function faster(policy: Policy): Policy {
	return (...args) => {
		const delay = policy(...args);
		return delay === undefined ? undefined : delay / SPEED;
	};
}

interface Throttle {
	acquireSlot(now: number): number;
	slowDown(sentAt: number, now: number, retryAfter: number | undefined, status?: number): void;
}

/** A throttle whose clock runs faster. */
export function fasterThrottle(throttle: Throttle, speed = SPEED): Throttle {
	return {
		acquireSlot: (now) => throttle.acquireSlot(now * speed) / speed,
		slowDown: (sentAt, now, ...response) =>
			throttle.slowDown(sentAt * speed, now * speed, ...response),
	};
}
