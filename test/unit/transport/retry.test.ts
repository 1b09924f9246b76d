import fc from 'fast-check';

import type { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import {
	ATTEMPTS,
	LONGEST_RETRY_AFTER,
	writeRetryDelay,
} from '../../../nodes/Anesya/transport/retry';
import { errorWith } from './responses';

const random = fc.double({ min: 0, max: 1, noNaN: true });
const attempt = fc.integer({ min: 1, max: ATTEMPTS - 1 });
const throttled = (retryAfter?: number) =>
	errorWith({ status: 429, retryable: true, accepted: 'no', retryAfter });

describe('An upload is sent again', () => {
	it('after about a second at first, and later each time', () => {
		expect(writeRetryDelay(throttled(), 1, 1)).toBe(1_000);
		expect(writeRetryDelay(throttled(), 2, 0.5)).toBeGreaterThan(
			writeRetryDelay(throttled(), 1, 0.5) ?? Infinity,
		);
		expect(writeRetryDelay(throttled(), 3, 0.5)).toBeGreaterThan(
			writeRetryDelay(throttled(), 2, 0.5) ?? Infinity,
		);
	});

	it('no sooner than Anesya asks, and not much later', () => {
		fc.assert(
			fc.property(fc.nat(LONGEST_RETRY_AFTER), attempt, random, (asked, sent, chance) => {
				const delay = writeRetryDelay(throttled(asked), sent, chance) ?? -1;
				return delay >= asked && delay <= asked + 1_000;
			}),
		);
	});

	it('after half a second to half a minute, unless Anesya asks for another delay', () => {
		fc.assert(
			fc.property(attempt, random, (sent, chance) => {
				const delay = writeRetryDelay(throttled(), sent, chance) ?? -1;
				return delay >= 500 && delay <= 30_000;
			}),
		);
	});

	it('after a random delay, so that many uploads do not come back together', () => {
		expect(writeRetryDelay(throttled(), 1, 0.1)).not.toBe(writeRetryDelay(throttled(), 1, 0.9));
		expect(writeRetryDelay(throttled(5_000), 1, 0.1)).not.toBe(
			writeRetryDelay(throttled(5_000), 1, 0.9),
		);
	});
});

describe('An upload is not sent again', () => {
	it('if Anesya may have accepted it, whatever else is known', () => {
		const details = fc.record({
			retryable: fc.boolean(),
			accepted: fc.constant('maybe' as const),
			status: fc.option(fc.integer({ min: 300, max: 599 }), { nil: undefined }),
			retryAfter: fc.option(fc.nat(), { nil: undefined }),
		});
		fc.assert(
			fc.property(
				details,
				attempt,
				random,
				(known, sent, chance) => writeRetryDelay(errorWith(known), sent, chance) === undefined,
			),
		);
	});

	it('if it would be refused again', () => {
		expect(
			writeRetryDelay(errorWith({ status: 400, retryable: false, accepted: 'no' }), 1, 0.5),
		).toBeUndefined();
	});

	it('after the fifth attempt, or the twelfth while Anesya throttles', () => {
		const attemptsFor = (error: AnesyaApiError) => {
			let sent = 1;
			while (writeRetryDelay(error, sent, 0.5) !== undefined) sent += 1;
			return sent;
		};
		expect(attemptsFor(errorWith({ retryable: true, accepted: 'no' }))).toBe(5);
		expect(attemptsFor(throttled(0))).toBe(12);
	});

	it('if Anesya asks for more than two minutes', () => {
		expect(writeRetryDelay(throttled(120_001), 1, 0)).toBeUndefined();
	});
});
