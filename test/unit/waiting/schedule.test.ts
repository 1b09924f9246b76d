import fc from 'fast-check';

import { checkInterval, listInterval } from '../../../nodes/Anesya/waiting/schedule';

const HOUR = 3_600_000;
const waited = fc.nat(24 * HOUR);
const random = fc.double({ min: 0, max: 1, noNaN: true });
const several = fc.integer({ min: 1, max: 1_000 });

describe('The time between two looks at an extract', () => {
	it('is about 2 seconds in the first minute, and about 10 in the long run', () => {
		expect([0, 30_000, 60_000].map((at) => checkInterval(at, 0.5))).toEqual([2_000, 2_000, 2_000]);
		expect(checkInterval(2 * 60_000, 0.5)).toBe(10_000);
	});

	it('is never less than 1.9 seconds and never more than 10.5', () => {
		fc.assert(
			fc.property(waited, random, (at, chance) => {
				const interval = checkInterval(at, chance);
				return interval >= 1_900 && interval <= 10_500;
			}),
		);
	});

	it('never shrinks as the wait goes on', () => {
		fc.assert(fc.property(waited, waited, random, (at, more, chance) => checkInterval(at + more, chance) >= checkInterval(at, chance)));
	});

	it('differs by a tenth, so that waits begun together do not stay together', () => {
		expect(checkInterval(0, 1) - checkInterval(0, 0)).toBeCloseTo(200);
	});

	it('makes 30 looks in the first minute, and about 120 in a quarter of an hour', () => {
		const looksWithin = (limit: number) => {
			let looks = 0;
			for (let at = 0; at < limit; at += checkInterval(at, 0.5)) looks += 1;
			return looks;
		};
		expect(looksWithin(60_000)).toBe(30);
		expect(looksWithin(15 * 60_000)).toBeGreaterThan(110);
		expect(looksWithin(15 * 60_000)).toBeLessThan(130);
	});
});

describe('The time between two looks at a list', () => {
	it('is never less than 0.95 seconds, and never more than between two looks at each extract', () => {
		fc.assert(
			fc.property(waited, several, several, random, (at, pages, documents, chance) => {
				const interval = listInterval(at, pages, documents, chance);
				return interval >= 950 && interval <= checkInterval(at, chance);
			}),
		);
	});

	it('never shrinks as the wait goes on, or as a look takes more pages', () => {
		fc.assert(
			fc.property(waited, waited, several, several, random, (at, more, pages, documents, chance) => {
				const interval = listInterval(at, pages, documents, chance);
				return listInterval(at + more, pages, documents, chance) >= interval && listInterval(at, pages + 1, documents, chance) >= interval;
			}),
		);
	});

	it('is the shorter the more documents share it', () => {
		expect(listInterval(30_000, 1, 100, 0.5)).toBeLessThan(listInterval(30_000, 1, 40, 0.5));
	});
});
