import fc from 'fast-check';

import { createForecast } from '../../../nodes/Anesya/waiting/forecast';
import { learnedInterval } from '../../../nodes/Anesya/waiting/learnedInterval';

const LONGEST = 30_000;
const about = (milliseconds: number) =>
	Array.from({ length: 20 }, (_, index) => milliseconds * (0.85 + (index % 7) * 0.05));

/** @param elapsed longest first */
function intervalFor(seen: number[], elapsed: number[], requests = 1): number {
	const forecast = createForecast(seen);
	if (forecast === undefined) throw new Error('Nothing is known');
	return learnedInterval({ forecast, elapsed, requests, longest: LONGEST });
}

describe('The time until a status check is worth its price', () => {
	it('is short while an end is likely, and long while none is', () => {
		expect(intervalFor(about(25_000), [0])).toBeGreaterThan(9_000);
		expect(intervalFor(about(25_000), [25_000])).toBeLessThan(2_000);
	});

	it('is bounded before an end is likely: the document may be of another kind', () => {
		expect(intervalFor(about(3_600_000), [0])).toBe(30_000);
	});

	it('grows again for a document that takes longer than all that were seen', () => {
		const [usual, late, later] = [25_000, 60_000, 600_000].map((waited) =>
			intervalFor(about(25_000), [waited]),
		);
		expect(late).toBeGreaterThan(usual ?? 0);
		expect(later).toBeLessThanOrEqual(LONGEST);
	});

	it('is longer for a reading of more pages, and shorter for more documents that wait for it', () => {
		const elapsed = Array<number>(20).fill(22_000);
		const [cheap, dear] = [0.05, 0.5].map((price) => intervalFor(about(25_000), elapsed, price));
		expect(cheap).toBeLessThan(dear ?? 0);
	});

	it('waits for the youngest of several, since all of them have to end', () => {
		const seen = about(25_000);
		expect(intervalFor(seen, [40_000, 1_000])).toBeGreaterThan(intervalFor(seen, [40_000, 30_000]));
	});

	it('is a time between zero and the longest, whatever was seen', () => {
		const time = fc.integer({ min: 1, max: 86_400_000 });
		fc.assert(
			fc.property(
				fc.array(time, { minLength: 1, maxLength: 30 }),
				fc.array(fc.nat(86_400_000), { minLength: 1, maxLength: 50 }),
				fc.double({ min: 0.0001, max: 100, noNaN: true }),
				(seen, elapsed, price) => {
					const interval = intervalFor(
						seen,
						elapsed.sort((one, other) => other - one),
						price,
					);
					expect(interval).toBeGreaterThan(0);
					expect(interval).toBeLessThanOrEqual(LONGEST);
				},
			),
		);
	});
});
