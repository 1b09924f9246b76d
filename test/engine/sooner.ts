import type { RetryPolicy } from '../../nodes/Anesya/transport/retry';
import { fasterThrottles } from './faster';

/*
 * What tests give to `jest.mock` so that they do not wait as long as users do: modules of this package
 * with shorter delays and limits, or with a clock that runs faster. Nothing else about them changes.
 */

type OutageLimits = typeof import('../../nodes/Anesya/transport/outageLimits');
type Retry = typeof import('../../nodes/Anesya/transport/retry');
type Sleep = typeof import('../../nodes/Anesya/concurrency/sleep');
type Throttle = typeof import('../../nodes/Anesya/transport/throttle');
type TokenBucket = typeof import('../../nodes/Anesya/concurrency/tokenBucket');
type WaitLoop = typeof import('../../nodes/Anesya/waiting/waitLoop');

/** `transport/retry`: repeats come sooner, and as often. */
export function soonerRetries(factor = 20): Retry {
	const actual = jest.requireActual<Retry>('../../nodes/Anesya/transport/retry');
	const sooner =
		(policy: RetryPolicy): RetryPolicy =>
		(...args) => {
			const delay = policy(...args);
			return delay === undefined ? undefined : delay / factor;
		};
	return {
		...actual,
		// Uploads ask it by themselves; everything else goes through `retry`.
		writeRetryDelay: sooner(actual.writeRetryDelay),
		retry: async (call, policy, signal) => await actual.retry(call, sooner(policy), signal),
	};
}

/** `transport/throttle`, whose clock runs faster. */
export function fasterThrottling(factor = 10): Throttle {
	return fasterThrottles(factor);
}

/** `transport/outageLimits`: while requests fail, another one is tried sooner. */
export function soonerTrials(factor = 10): Record<keyof OutageLimits, number> {
	const actual = jest.requireActual<OutageLimits>('../../nodes/Anesya/transport/outageLimits');
	return {
		...actual,
		FIRST_TRIAL_DELAY: actual.FIRST_TRIAL_DELAY / factor,
		LONGEST_TRIAL_DELAY: actual.LONGEST_TRIAL_DELAY / factor,
	};
}

/** `waiting/waitLoop`, whose clock runs faster: intervals, timeouts and delays of waits are all shorter. */
export function fasterWaits(factor = 3): WaitLoop {
	const { createWaitLoop } = jest.requireActual<WaitLoop>('../../nodes/Anesya/waiting/waitLoop');
	return {
		createWaitLoop: ({ now, sleep, ...ports }) =>
			createWaitLoop({
				...ports,
				now: () => now() * factor,
				sleep: async (milliseconds) => await sleep(milliseconds / factor),
			}),
	};
}

/** `concurrency/sleep`: every pause is shorter, and so is every time limit of `withTimeLimit`. */
export function shorterSleep(factor = 5): Sleep {
	const actual = jest.requireActual<Sleep>('../../nodes/Anesya/concurrency/sleep');
	return {
		...actual,
		sleep: async (milliseconds, signal) => await actual.sleep(milliseconds / factor, signal),
	};
}

/** How many times sooner tokens come back. */
export const TOKEN_SPEED = 10;

/** `concurrency/tokenBucket`: what was used up comes back sooner. */
export function fasterTokens(): TokenBucket {
	const { createTokenBucket } = jest.requireActual<TokenBucket>(
		'../../nodes/Anesya/concurrency/tokenBucket',
	);
	return {
		createTokenBucket: (capacity, interval) => createTokenBucket(capacity, interval / TOKEN_SPEED),
	};
}
