import fc from 'fast-check';

import type { Progress } from '../../../nodes/Anesya/waiting/steadySchedule';
import {
	checkInterval,
	firstCheckAfterUpload,
	listInterval,
} from '../../../nodes/Anesya/waiting/steadySchedule';

const MINUTE = 60_000;
const waited = fc.nat(24 * 60 * MINUTE);
const random = fc.double({ min: 0, max: 1, noNaN: true });
const requests = fc.integer({ min: 1, max: 30 });
const run = fc.record({ pending: fc.integer({ min: 1, max: 1_000 }), others: fc.nat(1_000) });
const progress: fc.Arbitrary<Progress> = fc
	.record({ waited, run })
	.map(({ waited: at, run: { pending, others } }) => ({
		waited: at,
		pending,
		documents: pending + others,
	}));

const alone = (at: number): Progress => ({ waited: at, pending: 1, documents: 1 });
const oneOf = (documents: number, pending: number, at: number): Progress => ({
	waited: at,
	pending,
	documents,
});

describe('The time between two checks of an extract', () => {
	it('is 2.35 seconds for a single one, and 2 seconds for several', () => {
		expect([0, 25_000, 2 * MINUTE].map((at) => checkInterval(alone(at), 0.5))).toEqual([
			2_350, 2_350, 2_350,
		]);
		expect([5_000, 25_000, 2 * MINUTE].map((at) => checkInterval(oneOf(20, 20, at), 0.5))).toEqual([
			2_000, 2_000, 2_000,
		]);
	});

	it('costs about ten checks for a single document of 25 seconds, and at most some hundreds in a quarter of an hour', () => {
		const looksUntil = (end: number) => {
			let checks = 1;
			for (
				let at = firstCheckAfterUpload(false);
				at < end && checks < 1_000;
				at += checkInterval(alone(at), 0.5)
			)
				checks += 1;
			return checks;
		};
		expect(looksUntil(25_000)).toBe(10);
		expect(looksUntil(15 * MINUTE)).toBeLessThan(300);
	});

	it('shrinks to a second when only a few of many are left', () => {
		const intervals = [100, 50, 10, 1].map((pending) =>
			checkInterval(oneOf(100, pending, 25_000), 0.5),
		);
		expect(intervals).toEqual([2_000, 2_000, 2_000, 1_000]);
	});

	it('is never less than 0.95 seconds and never more than 10.5', () => {
		fc.assert(
			fc.property(progress, random, (at, chance) => {
				const interval = checkInterval(at, chance);
				return interval >= 950 && interval <= 10_500;
			}),
		);
	});

	it('never shrinks as the wait goes on', () => {
		fc.assert(
			fc.property(
				progress,
				waited,
				random,
				(at, more, chance) =>
					checkInterval({ ...at, waited: at.waited + more }, chance) >= checkInterval(at, chance),
			),
		);
	});

	it('is never more than a tenth of the wait after half a minute, so that what it adds is hardly noticed', () => {
		fc.assert(
			fc.property(
				progress,
				random,
				(at, chance) => at.waited < 30_000 || checkInterval(at, chance) <= at.waited / 10,
			),
		);
	});

	it('varies by a tenth, so that waits that began together do not stay together', () => {
		expect(checkInterval(alone(0), 1) - checkInterval(alone(0), 0)).toBeCloseTo(235);
	});
});

describe('The time between two readings of a list', () => {
	const listProgress = fc
		.record({ progress, sinceFirstEnd: fc.option(fc.nat(60 * MINUTE), { nil: undefined }) })
		.map(({ progress: at, sinceFirstEnd }) =>
			sinceFirstEnd === undefined
				? at
				: { ...at, sinceFirstEnd, waited: at.waited + sinceFirstEnd },
		);

	it('is never less than 0.95 seconds and never more than 31.5', () => {
		fc.assert(
			fc.property(listProgress, requests, random, (at, pages, chance) => {
				const interval = listInterval(at, pages, chance);
				return interval >= 950 && interval <= 31_500;
			}),
		);
	});

	it('is a tenth of the wait until the first has ended, however many there are', () => {
		expect(
			[10, 20, 120].map((seconds) => listInterval(oneOf(20, 20, seconds * 1_000), 1, 0.5)),
		).toEqual([1_000, 2_000, 12_000]);
		expect(listInterval(oneOf(1_000, 1_000, MINUTE), 20, 0.5)).toBe(6_000);
	});

	it('is a second right after the first has ended, since the others are near, and then grows', () => {
		const at = (sinceFirstEnd: number) =>
			listInterval({ ...oneOf(20, 19, 2 * MINUTE), sinceFirstEnd }, 1, 0.5);
		expect([0, 5_000, 20_000, MINUTE].map(at)).toEqual([1_000, 1_000, 4_000, 12_000]);
	});

	it('never shrinks as the wait goes on, or as a reading takes more requests', () => {
		fc.assert(
			fc.property(listProgress, waited, requests, random, (at, more, pages, chance) => {
				const interval = listInterval(at, pages, chance);
				const later =
					at.sinceFirstEnd !== undefined
						? { ...at, sinceFirstEnd: at.sinceFirstEnd + more }
						: { ...at, waited: at.waited + more };
				return (
					listInterval(later, pages, chance) >= interval &&
					listInterval(at, pages + 1, chance) >= interval
				);
			}),
		);
	});

	it('is shorter the fewer are left, and the more documents share the cost of a request', () => {
		const left = (pending: number, documents: number) =>
			listInterval({ ...oneOf(documents, pending, 2 * MINUTE), sinceFirstEnd: MINUTE }, 1, 0.5);
		expect([10, 5, 2, 1].map((pending) => Math.round(left(pending, 20)))).toEqual([
			12_000, 8_571, 3_429, 1_714,
		]);
		expect(left(1, 50)).toBeLessThan(left(1, 20));
	});

	it('costs less than half a request for each document until the first of a hundred has ended after 25 seconds', () => {
		let spent = 0;
		for (
			let at = firstCheckAfterUpload(true);
			at < 25_000;
			at += listInterval(oneOf(100, 100, at), 2, 0.5)
		)
			spent += 2;
		expect(spent / 100).toBeLessThan(0.5);
	});
});
