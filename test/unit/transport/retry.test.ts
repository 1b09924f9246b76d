import fc from 'fast-check';

import {
	ATTEMPTS,
	LONGEST_RETRY_AFTER,
	writeRetryDelay,
} from '../../../nodes/Anesya/transport/retry';
import type { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import { errorWith } from './responses';

const random = fc.double({ min: 0, max: 1, noNaN: true });
const attempt = fc.integer({ min: 1, max: ATTEMPTS - 1 });
const busy = (retryAfter?: number) =>
	errorWith({ status: 429, retryable: true, accepted: 'no', retryAfter });

describe('An upload is sent again', () => {
	it('after about a second at first, and later each time', () => {
		expect(writeRetryDelay(busy(), 1, 1)).toBe(1_000);
		expect(writeRetryDelay(busy(), 2, 0.5)).toBeGreaterThan(
			writeRetryDelay(busy(), 1, 0.5) ?? Infinity,
		);
		expect(writeRetryDelay(busy(), 3, 0.5)).toBeGreaterThan(
			writeRetryDelay(busy(), 2, 0.5) ?? Infinity,
		);
	});

	it('not sooner than Anesya asks, and not much later', () => {
		fc.assert(
			fc.property(fc.nat(LONGEST_RETRY_AFTER), attempt, random, (asked, sent, chance) => {
				const delay = writeRetryDelay(busy(asked), sent, chance) ?? -1;
				return delay >= asked && delay <= asked + 1_000;
			}),
		);
	});

	it('never at once and never after more than half a minute, unless it was asked to', () => {
		fc.assert(
			fc.property(attempt, random, (sent, chance) => {
				const delay = writeRetryDelay(busy(), sent, chance) ?? -1;
				return delay >= 500 && delay <= 30_000;
			}),
		);
	});

	it('at a moment of its own, so that many do not come back together', () => {
		expect(writeRetryDelay(busy(), 1, 0.1)).not.toBe(writeRetryDelay(busy(), 1, 0.9));
		expect(writeRetryDelay(busy(5_000), 1, 0.1)).not.toBe(writeRetryDelay(busy(5_000), 1, 0.9));
	});
});

describe('An upload is not sent again', () => {
	it('whatever happened, when Anesya may have taken it', () => {
		const facts = fc.record({
			retryable: fc.boolean(),
			accepted: fc.constant('maybe' as const),
			status: fc.option(fc.integer({ min: 300, max: 599 }), { nil: undefined }),
			retryAfter: fc.option(fc.nat(), { nil: undefined }),
		});
		fc.assert(
			fc.property(
				facts,
				attempt,
				random,
				(known, sent, chance) => writeRetryDelay(errorWith(known), sent, chance) === undefined,
			),
		);
	});

	it('when it would be refused again', () => {
		expect(
			writeRetryDelay(errorWith({ status: 400, retryable: false, accepted: 'no' }), 1, 0.5),
		).toBeUndefined();
	});

	it('after the fifth time, or the twelfth while Anesya asks for patience', () => {
		const lastOf = (failure: AnesyaApiError) => {
			let sent = 1;
			while (writeRetryDelay(failure, sent, 0.5) !== undefined) sent += 1;
			return sent;
		};
		expect(lastOf(errorWith({ retryable: true, accepted: 'no' }))).toBe(5);
		expect(lastOf(busy(0))).toBe(12);
	});

	it('when Anesya asks for more than two minutes', () => {
		expect(writeRetryDelay(busy(120_001), 1, 0)).toBeUndefined();
	});
});
