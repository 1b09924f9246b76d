import fc from 'fast-check';

import type { Extract } from '../../../nodes/Anesya/api/extract';
import type { ListTrust } from '../../../nodes/Anesya/waiting/listTrust';
import { trustAfter, UNTESTED } from '../../../nodes/Anesya/waiting/listTrust';

const row = (id: string, status: string): [string, Extract] => [id, { id, status }];
const reading = (startedAt: number, rows: Array<[string, Extract]> = [], pages = 1) => ({
	startedAt,
	extracts: new Map(rows),
	pages,
});
const doubted: ListTrust = { ...UNTESTED, doubts: new Map([['a', 60_000]]) };

/** How many of the readings bring a single read. */
function samplesIn(readings: Array<ReturnType<typeof reading>>): number {
	let trust = UNTESTED;
	return readings.filter((one) => {
		const after = trustAfter(trust, one);
		trust = after.trust;
		return after.samples > 0;
	}).length;
}

describe('A list is verified by single reads', () => {
	it('with one for every 25 requests while it shows that extracts end', () => {
		const ended = (index: number) => [row(`extract-${index}`, 'FINISHED')];
		const readings = (pages: number) =>
			Array.from({ length: 100 }, (_, index) => reading(index * 2_000, ended(index), pages));
		expect(samplesIn(readings(1))).toBe(4);
		expect(samplesIn(readings(5))).toBeGreaterThanOrEqual(19);
		expect(samplesIn(readings(5))).toBeLessThanOrEqual(20);
	});

	it('more often the longer it shows no end', () => {
		const readings = (from: number, until: number) =>
			Array.from({ length: 120 }, (_, index) => reading(index * 30_000)).filter(
				({ startedAt }) => startedAt >= from && startedAt < until,
			);
		const until = (end: number) => samplesIn(readings(0, end));
		expect(until(300_000)).toBeLessThanOrEqual(5);
		expect(until(900_000) - until(600_000)).toBeGreaterThanOrEqual(5);
		expect(until(2_400_000) - until(2_100_000)).toBe(10);
	});

	it('at each reading, but never more than once, while one of its rows is in doubt', () => {
		const { samples, trust } = trustAfter(doubted, reading(61_000, [row('a', 'IN_PROGRESS')]));
		expect(samples).toBe(1);
		expect(trust).toMatchObject({ credit: 0, isStale: false });
	});
});

describe('A row that a single read contradicts', () => {
	it.each([
		['ended', [row('a', 'FINISHED')]],
		['gone', []],
	])('is forgotten once it is %s', (_case, rows) => {
		const { trust } = trustAfter(doubted, reading(61_000, rows));
		expect(trust).toMatchObject({ isStale: false, doubts: new Map() });
	});

	it('may lag by ten seconds', () => {
		const { trust } = trustAfter(doubted, reading(70_000, [row('a', 'CREATED')]));
		expect(trust).toMatchObject({ isStale: false, doubts: doubted.doubts });
	});

	it('makes the list stale if it lags for longer, for good', () => {
		const stale = trustAfter(doubted, reading(70_001, [row('a', 'CREATED')])).trust;
		expect(stale.isStale).toBe(true);
		expect(trustAfter(stale, reading(80_000, [row('a', 'FINISHED')])).trust.isStale).toBe(true);
	});
});

it('Without a contradiction no list becomes stale, whatever it shows', () => {
	const readings = fc.array(
		fc.record({
			startedAt: fc.nat(3_600_000),
			extracts: fc
				.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('CREATED', 'FINISHED')))
				.map((rows) => new Map(rows.map(([id, status]) => row(id, status)))),
			pages: fc.integer({ min: 1, max: 30 }),
		}),
	);
	fc.assert(
		fc.property(readings, (all) => {
			const inOrder = all.sort((a, b) => a.startedAt - b.startedAt);
			const last = inOrder.reduce<ListTrust>(
				(trust, one) => trustAfter(trust, one).trust,
				UNTESTED,
			);
			expect(last.isStale).toBe(false);
			expect(last.credit).toBeGreaterThanOrEqual(0);
		}),
	);
});
