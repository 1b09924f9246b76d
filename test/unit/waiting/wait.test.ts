import fc from 'fast-check';

import type { Look, Wait, WaitLimits, WaitResult } from '../../../nodes/Anesya/waiting/wait';
import {
	afterLook,
	beginWait,
	isOver,
	putOff,
	TOLERATED_FAILURES,
} from '../../../nodes/Anesya/waiting/wait';
import { errorWith } from '../transport/responses';

const limits: WaitLimits = { timeout: 60_000, firstCheckAfter: 2_000 };
const extract = (status: string) => ({ id: 'x', status });
const pending: Look = { extract: extract('IN_PROGRESS') };
const finished: Look = { extract: extract('FINISHED') };
const passing = errorWith({ status: 502, retryable: true, accepted: 'maybe' });
const USUAL = 2_000;

/**
 * Looks as they come, each at its time, until the wait is over; `times` are those of the looks.
 *
 * @param late how much later than planned each begins
 * @param lasts how long each takes
 */
function waitThrough(
	looks: Iterable<Look>,
	set: WaitLimits = limits,
	late = 0,
	lasts = 0,
): { times: number[]; result: WaitResult | undefined } {
	let wait: Wait = beginWait('x', set, 1_000);
	const times: number[] = [];
	for (const look of looks) {
		const at = wait.nextLookAt + late;
		times.push(at - 1_000);
		const outcome = afterLook(wait, look, { began: at, ended: at + lasts }, USUAL);
		if (isOver(outcome)) return { times, result: outcome };
		wait = outcome;
	}
	return { times, result: undefined };
}

describe('A wait', () => {
	it('looks first when a result is likely, and is over with the look that finds one', () => {
		expect(waitThrough([pending, pending, finished])).toEqual({
			times: [2_000, 4_000, 6_000],
			result: { ...finished, timedOut: false },
		});
	});

	it('is over for an extract that ended in ERROR too', () => {
		expect(waitThrough([{ extract: extract('ERROR') }]).result).toEqual({
			extract: extract('ERROR'),
			timedOut: false,
		});
	});

	it('goes on through answers without an extract, and through a status that is unknown', () => {
		expect(waitThrough([{}, { extract: extract('A_LATER_ONE') }, {}]).result).toBeUndefined();
	});

	it('keeps the interval that the user set', () => {
		expect(
			waitThrough([pending, {}, passing, pending], { ...limits, interval: 7_000 }).times,
		).toEqual([2_000, 9_000, 16_000, 23_000]);
	});
});

describe('The deadline', () => {
	it('brings one last look, which may still find the result', () => {
		const set = { ...limits, interval: 25_000 };
		expect(waitThrough([pending, pending, pending, finished], set)).toEqual({
			times: [2_000, 27_000, 52_000, 60_000],
			result: { ...finished, timedOut: false },
		});
		expect(waitThrough([pending, pending, pending, {}], set).result).toEqual({
			...pending,
			timedOut: true,
		});
	});

	it('may be now: then there is one look, at once', () => {
		expect(waitThrough([pending], { ...limits, timeout: 0 })).toEqual({
			times: [0],
			result: { ...pending, timedOut: true },
		});
	});

	it('is kept by a look that began before it and was answered after it, such as one that had to queue', () => {
		expect(waitThrough([pending], { ...limits, timeout: 3_000 }, 0, 5_000)).toEqual({
			times: [2_000],
			result: { ...pending, timedOut: true },
		});
	});

	it('brings one more look after one that began before it and went wrong', () => {
		expect(waitThrough([passing, finished], { ...limits, timeout: 3_000 }, 0, 5_000)).toEqual({
			times: [2_000, 3_000],
			result: { ...finished, timedOut: false },
		});
	});

	it('stays where it is when looks are put off', () => {
		const wait = beginWait('x', limits, 1_000);
		expect(putOff(wait, 30_000).nextLookAt).toBe(30_000);
		expect(putOff(wait, 90_000).nextLookAt).toBe(61_000);
	});

	it('leaves the last that was seen, also when the last look goes wrong', () => {
		expect(waitThrough([pending, passing], { ...limits, timeout: 4_000 }).result).toEqual({
			...pending,
			timedOut: true,
		});
	});

	it('is the end with the reason where the extract was never seen and cannot be', () => {
		expect(() => waitThrough([passing], { ...limits, timeout: 0 })).toThrow(passing);
	});
});

describe('Retry-After', () => {
	const busy = errorWith({ status: 429, retryable: true, accepted: 'no', retryAfter: 12_000 });

	it('wins over every interval, for one look, on a refusal too', () => {
		expect(
			waitThrough([{ retryAfter: 9_000 }, pending, busy, pending, pending], {
				...limits,
				interval: 5_000,
			}).times,
		).toEqual([2_000, 11_000, 16_000, 28_000, 33_000]);
		expect(
			waitThrough([{ ...pending, retryAfter: 900 }, pending], { ...limits, interval: 5_000 }).times,
		).toEqual([2_000, 2_900]);
	});

	it('of nothing brings no storm of requests', () => {
		expect(waitThrough([{ retryAfter: 0 }, { retryAfter: 0 }, pending]).times).toEqual([
			2_000, 2_500, 3_000,
		]);
	});

	it('does not move the deadline', () => {
		expect(waitThrough([{ ...pending, retryAfter: 600_000 }, pending])).toMatchObject({
			times: [2_000, 60_000],
			result: { timedOut: true },
		});
	});

	it('may be asked for again and again', () => {
		expect(
			waitThrough([...Array<Look>(15).fill(errorWith({ ...busy, retryAfter: 1_000 })), finished])
				.result,
		).toEqual({ ...finished, timedOut: false });
	});
});

describe('Looks that go wrong', () => {
	it('in passing are survived, and counted anew after one that went well', () => {
		const bad = Array<Look>(TOLERATED_FAILURES).fill(passing);
		expect(waitThrough([...bad, pending, ...bad, finished]).result).toEqual({
			...finished,
			timedOut: false,
		});
		expect(() => waitThrough([...bad, passing])).toThrow(passing);
	});

	it.each([429, 503])(
		'because Anesya asks for patience are survived until the deadline, however many: %i',
		(status) => {
			const busy = errorWith({ status, retryable: true, accepted: 'no' });
			expect(waitThrough([pending, ...Array<Look>(20).fill(busy), finished]).result).toEqual({
				...finished,
				timedOut: false,
			});
			expect(waitThrough([pending, ...Array<Look>(100).fill(busy)]).result).toEqual({
				...pending,
				timedOut: true,
			});
		},
	);

	it('for good are the end', () => {
		const refusal = errorWith({ status: 404, retryable: false, accepted: 'no' });
		expect(() => waitThrough([pending, refusal])).toThrow(refusal);
	});
});

describe('Whatever is seen and however late the looks are', () => {
	const retryAfter = fc.option(fc.nat(300_000), { nil: undefined });
	const reading = fc.record({
		extract: fc.option(fc.constant(extract('CREATED')), { nil: undefined }),
		retryAfter,
	});
	const throttled = fc
		.tuple(fc.constantFrom(429, 503), retryAfter)
		.map(([status, wait]) =>
			errorWith({ status, retryable: true, accepted: 'no', retryAfter: wait }),
		);
	const looks = fc.infiniteStream(fc.oneof(reading, throttled));
	const anyLimits = fc.record({
		timeout: fc.nat(900_000),
		firstCheckAfter: fc.nat(5_000),
		interval: fc.option(fc.integer({ min: 1_000, max: 60_000 }), { nil: undefined }),
	});

	it('a wait without a result is over with one look at its deadline, and no look follows another in less than half a second', () => {
		fc.assert(
			fc.property(looks, anyLimits, fc.nat(3_000), (seen, set, late) => {
				let [times, isTimedOut]: [number[], boolean] = [[], true];
				try {
					const { times: at, result } = waitThrough(seen.take(5_000), set, late);
					[times, isTimedOut] = [at, result?.timedOut === true];
				} catch {
					// Throttled at the deadline without ever having been seen: that is told.
					return;
				}
				expect(isTimedOut).toBe(true);
				expect(times.filter((at) => at >= set.timeout)).toHaveLength(1);
				expect(times.at(-1)).toBeLessThanOrEqual(set.timeout + late);
				expect(times[0]).toBe(Math.min(set.firstCheckAfter, set.timeout) + late);
				times
					.slice(1, -1)
					.forEach((at, index) => expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(500));
			}),
		);
	});
});
