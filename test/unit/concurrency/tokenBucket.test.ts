import fc from 'fast-check';

import { createTokenBucket } from '../../../nodes/Anesya/concurrency/tokenBucket';

describe('A token bucket', () => {
	it('allows some at once, and then one after each interval', () => {
		const bucket = createTokenBucket(2, 1_000);
		expect([0, 0, 0, 600, 1_000, 1_000].map((now) => bucket.take(now))).toEqual([
			0, 0, 1_000, 400, 0, 1_000,
		]);
	});

	it('has as many again as are given back, but never more than at first', () => {
		const bucket = createTokenBucket(2, 1_000);
		bucket.add(5, 0);
		expect([0, 0].map((now) => bucket.take(now))).toEqual([0, 0]);
		bucket.add(1, 0);
		expect([0, 0].map((now) => bucket.take(now))).toEqual([0, 1_000]);
	});

	it('gives none while tokens are owed', () => {
		const bucket = createTokenBucket(1, 1_000);
		bucket.add(-9, 0);
		expect([0, 1_500, 2_000, 2_000].map((now) => bucket.take(now))).toEqual([2_000, 500, 0, 1_000]);
	});

	it('allows no more than its capacity and one for each interval, whatever is tried when', () => {
		const delays = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 50 });
		fc.assert(
			fc.property(delays, (given) => {
				const bucket = createTokenBucket(3, 1_000);
				let now = 0;
				const taken = given.filter((delay) => bucket.take((now += delay)) === 0).length;
				expect(taken).toBeLessThanOrEqual(3.1 + now / 1_000);
			}),
		);
	});
});
