import fc from 'fast-check';

import type {
	PendingExtract,
	StatusCheck,
	WaitLimits,
	WaitResult,
} from '../../../nodes/Anesya/waiting/pendingExtract';
import {
	afterCheck,
	afterDeadline,
	isOverdue,
	isResult,
	postpone,
	startWaiting,
	TOLERATED,
} from '../../../nodes/Anesya/waiting/pendingExtract';
import { errorWith } from '../transport/responses';

const limits: WaitLimits = { timeout: 60_000, firstCheckAfter: 2_000 };
const extract = (status: string) => ({ id: 'x', status });
const pending: StatusCheck = { extract: extract('IN_PROGRESS') };
const finished: StatusCheck = { extract: extract('FINISHED') };
const transient = errorWith({ status: 502, retryable: true, accepted: 'maybe' });
const USUAL = 2_000;

/**
 * Makes the checks, each at its time, until the wait is over; `times` are those of the checks.
 *
 * @param late how much later than planned each begins
 * @param lasts how long each takes
 */
function waitThrough(
	checks: Iterable<StatusCheck>,
	set: WaitLimits = limits,
	late = 0,
	lasts = 0,
): { times: number[]; result: WaitResult | undefined } {
	let pendingExtract: PendingExtract = startWaiting('x', set, 1_000);
	const times: number[] = [];
	for (const check of checks) {
		const at = pendingExtract.nextCheckAt + late;
		times.push(at - 1_000);
		const outcome = afterCheck(
			pendingExtract,
			check,
			{ startedAt: at, endedAt: at + lasts },
			USUAL,
		);
		if (isResult(outcome)) return { times, result: outcome };
		pendingExtract = outcome;
	}
	return { times, result: undefined };
}

describe('A pending extract', () => {
	it('that was uploaded just now may be unknown for a moment', () => {
		const unknown = errorWith({ status: 404, retryable: false, accepted: 'no' });
		const isNew = { ...limits, isNew: true };
		expect(waitThrough([unknown, unknown, finished], isNew).result).toMatchObject(finished);
		expect(() => waitThrough([unknown, finished])).toThrow(unknown);
		expect(() => waitThrough(Array<StatusCheck>(9).fill(unknown), isNew)).toThrow(unknown);
	});

	describe('that is finished a moment before its data is there', () => {
		const withSchema = { ...extract('FINISHED'), schema: 'a-schema' };
		const early: StatusCheck = { extract: { ...withSchema, extracted_data: null } };
		const complete: StatusCheck = { extract: { ...withSchema, extracted_data: { Total: 1 } } };

		it('is read again after one second, two more, and four more', () => {
			expect(waitThrough([early, early, early, complete])).toEqual({
				times: [2_000, 3_000, 5_000, 9_000],
				result: { ...complete, timedOut: false },
			});
			expect(waitThrough([early, transient, complete]).result).toMatchObject(complete);
		});

		it('counts as it is when the data does not come', () => {
			const checks = [early, early, early, early];
			expect(waitThrough(checks).result).toEqual({ ...early, timedOut: false });
			const short = { ...limits, timeout: 2_500 };
			expect(waitThrough([early, early], short)).toEqual({
				times: [2_000, 2_500],
				result: { ...early, timedOut: false },
			});
		});

		it('is over at once without a schema: then there is no data to come', () => {
			const plain = { extract: { ...early.extract, id: 'x', status: 'FINISHED', schema: null } };
			expect(waitThrough([plain]).times).toEqual([2_000]);
		});
	});

	it('is first checked when a result is likely, and is over with the check that finds one', () => {
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

	it('stays pending through responses without an extract, and through an unknown status', () => {
		expect(waitThrough([{}, { extract: extract('A_LATER_ONE') }, {}]).result).toBeUndefined();
	});

	it('keeps the interval that the user chose', () => {
		expect(
			waitThrough([pending, {}, transient, pending], { ...limits, interval: 7_000 }).times,
		).toEqual([2_000, 9_000, 16_000, 23_000]);
	});
});

describe('The deadline', () => {
	it('brings one last check, which may still find the result', () => {
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

	it('may be now: then there is one check, at once', () => {
		expect(waitThrough([pending], { ...limits, timeout: 0 })).toEqual({
			times: [0],
			result: { ...pending, timedOut: true },
		});
	});

	it('is kept by a check that started before it and was answered after it, such as one that queued', () => {
		expect(waitThrough([pending], { ...limits, timeout: 3_000 }, 0, 5_000)).toEqual({
			times: [2_000],
			result: { ...pending, timedOut: true },
		});
	});

	it('brings one more check after one that started before it and failed', () => {
		expect(waitThrough([transient, finished], { ...limits, timeout: 3_000 }, 0, 5_000)).toEqual({
			times: [2_000, 3_000],
			result: { ...finished, timedOut: false },
		});
	});

	it('is not kept by a list, which may be out of date: a single read follows', () => {
		const hint = { ...pending, isHint: true };
		expect(waitThrough([hint, finished], { ...limits, timeout: 3_000 }, 0, 5_000)).toEqual({
			times: [2_000, 3_000],
			result: { ...finished, timedOut: false },
		});
	});

	it('leaves the last check three seconds, and then nothing is waited for', () => {
		const pendingExtract = startWaiting('x', limits, 1_000);
		expect(isOverdue(pendingExtract, 63_999)).toBe(false);
		expect(isOverdue(pendingExtract, 64_000)).toBe(true);
		expect(afterDeadline(pendingExtract)).toEqual({ timedOut: true });
		const seen = { ...pendingExtract, extract: extract('CREATED') };
		expect(afterDeadline({ ...seen, error: transient })).toEqual({
			extract: extract('CREATED'),
			timedOut: true,
		});
		expect(() => afterDeadline({ ...pendingExtract, error: transient })).toThrow(transient);
	});

	it('does not move when checks are postponed', () => {
		const pendingExtract = startWaiting('x', limits, 1_000);
		expect(postpone(pendingExtract, 30_000).nextCheckAt).toBe(30_000);
		expect(postpone(pendingExtract, 90_000).nextCheckAt).toBe(61_000);
	});

	it('returns the extract as it was last seen, also when the last check fails', () => {
		expect(waitThrough([pending, transient], { ...limits, timeout: 4_000 }).result).toEqual({
			...pending,
			timedOut: true,
		});
	});

	it('throws the error if the extract was never seen', () => {
		expect(() => waitThrough([transient], { ...limits, timeout: 0 })).toThrow(transient);
	});
});

describe('Retry-After', () => {
	const busy = errorWith({ status: 429, retryable: true, accepted: 'no', retryAfter: 12_000 });

	it('overrides every interval, for one check, also when it comes with an error', () => {
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

	it('of zero causes no storm of requests', () => {
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

	it('may come again and again', () => {
		expect(
			waitThrough([
				...Array<StatusCheck>(15).fill(errorWith({ ...busy, retryAfter: 1_000 })),
				finished,
			]).result,
		).toEqual({ ...finished, timedOut: false });
	});
});

describe('Checks that fail', () => {
	const LONG = { ...limits, timeout: 900_000 };

	it('with a transient error are survived for a minute, and counted anew after one that succeeds', () => {
		const inAMinute = TOLERATED.outage / USUAL;
		const bad = Array<StatusCheck>(inAMinute).fill(transient);
		expect(waitThrough([...bad, pending, ...bad, finished], LONG).result).toEqual({
			...finished,
			timedOut: false,
		});
		expect(() => waitThrough([...bad, transient], LONG)).toThrow(transient);
	});

	it('are survived a few times, however far apart', () => {
		const bad = Array<StatusCheck>(TOLERATED.failures).fill(transient);
		const slow = { ...LONG, interval: 60_000 };
		expect(waitThrough([...bad, finished], slow).result).toMatchObject(finished);
		expect(() => waitThrough([...bad, transient], slow)).toThrow(transient);
	});

	it.each([429, 503])(
		'because Anesya asks for patience are survived until the deadline, however many: %i',
		(status) => {
			const busy = errorWith({ status, retryable: true, accepted: 'no' });
			expect(waitThrough([pending, ...Array<StatusCheck>(20).fill(busy), finished]).result).toEqual(
				{
					...finished,
					timedOut: false,
				},
			);
			expect(waitThrough([pending, ...Array<StatusCheck>(100).fill(busy)]).result).toEqual({
				...pending,
				timedOut: true,
			});
		},
	);

	it('with an error that is not retryable end the wait', () => {
		const refusal = errorWith({ status: 404, retryable: false, accepted: 'no' });
		expect(() => waitThrough([pending, refusal])).toThrow(refusal);
	});
});

describe('Whatever is seen and however late the checks are', () => {
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
	const checks = fc.infiniteStream(fc.oneof(reading, throttled));
	const anyLimits = fc.record({
		timeout: fc.nat(900_000),
		firstCheckAfter: fc.nat(5_000),
		interval: fc.option(fc.integer({ min: 1_000, max: 60_000 }), { nil: undefined }),
	});

	it('a wait without a result ends with one check at its deadline, and no check follows another in less than half a second', () => {
		fc.assert(
			fc.property(checks, anyLimits, fc.nat(3_000), (seen, set, late) => {
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
