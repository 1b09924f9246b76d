/** How many times faster than in earnest the tests of outages are; 1 measures the real thing, within minutes. */
export const SPEED = Number(process.env.OUTAGE_SPEED ?? 15);

/** How many documents they have. */
export const DOCUMENTS = Number(process.env.OUTAGE_DOCUMENTS ?? 100);

type Numbers = Record<string, number>;

/** Shortens all times of a module. */
export function shortened(times: object, speed = SPEED): Numbers {
	return Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time / speed]));
}

interface Throttle {
	acquireSlot(now: number): number;
	slowDown(sentAt: number, now: number, retryAfter: number | undefined, status?: number): void;
}

/** A throttle whose clock runs faster. */
function fasterThrottle(throttle: Throttle, speed: number): Throttle {
	return {
		acquireSlot: (now) => throttle.acquireSlot(now * speed) / speed,
		slowDown: (sentAt, now, ...response) =>
			throttle.slowDown(sentAt * speed, now * speed, ...response),
	};
}

type Retry = typeof import('../../nodes/Anesya/transport/retry');
type TimeLimits = typeof import('../../nodes/Anesya/transport/timeLimits');
type ThrottleModule = typeof import('../../nodes/Anesya/transport/throttle');

/** `uploading/searchDelays`. */
export function fasterSearches(): { SEARCH_DELAYS: number[] } {
	return { SEARCH_DELAYS: [1_000, 4_000, 10_000].map((delay) => delay / SPEED) };
}

/** `transport/outageLimits`. */
export function fasterOutageLimits(): Numbers {
	return shortened(jest.requireActual('../../nodes/Anesya/transport/outageLimits'));
}

/** `transport/timeLimits`. */
export function fasterTimeLimits(): object {
	const { TIME_LIMIT, TIME_LIMIT_FILE, RECOVERY_TIME_LIMIT } = jest.requireActual<TimeLimits>(
		'../../nodes/Anesya/transport/timeLimits',
	);
	return {
		TIME_LIMIT: shortened(TIME_LIMIT),
		...shortened({ TIME_LIMIT_FILE, RECOVERY_TIME_LIMIT }),
		SLOWEST_UPLOAD: Infinity,
	};
}

/** `transport/retry`. */
export function fasterRetries(): object {
	const real = jest.requireActual<Retry>('../../nodes/Anesya/transport/retry');
	const faster =
		<Args extends unknown[]>(policy: (...args: Args) => number | undefined) =>
		(...args: Args) => {
			const delay = policy(...args);
			return delay === undefined ? undefined : delay / SPEED;
		};
	return {
		...real,
		readRetryDelay: faster(real.readRetryDelay),
		writeRetryDelay: faster(real.writeRetryDelay),
	};
}

/** `transport/throttle`. */
export function fasterThrottles(speed = SPEED): ThrottleModule {
	const { createThrottle } = jest.requireActual<ThrottleModule>(
		'../../nodes/Anesya/transport/throttle',
	);
	return { createThrottle: () => fasterThrottle(createThrottle(), speed) };
}
