import fc from 'fast-check';

import type { AnesyaApiError } from '../../../nodes/Anesya/transport/apiError';
import type { Breaker } from '../../../nodes/Anesya/transport/breaker';
import { createBreaker } from '../../../nodes/Anesya/transport/breaker';
import { errorWith } from './responses';

const refused = errorWith({ retryable: true, accepted: 'no' });
const forbidden = errorWith({ status: 403, retryable: false, accepted: 'no' });
const throttled = (retryAfter?: number, status = 429) =>
	errorWith({ status, retryable: true, accepted: 'no', retryAfter });

/** Requests one after the other that all fail at once, made as soon as they are admitted. */
function failUntilOpen(breaker: Breaker, error: AnesyaApiError, patience = 1e9): number[] {
	const sent: number[] = [];
	for (let now = 0; now < patience;) {
		try {
			const admission = breaker.admit(now);
			if (typeof admission === 'number') now += admission;
			else {
				sent.push(now);
				breaker.fail(error, now, (now += 10));
				breaker.endTrial();
			}
		} catch (thrown) {
			expect(thrown).toBe(error);
			return sent;
		}
	}
	return sent;
}

describe('The circuit breaker of a run', () => {
	let breaker: Breaker;
	beforeEach(() => (breaker = createBreaker()));

	const fail = (times: number, from = 0) => {
		for (let time = 0; time < times; time += 1) breaker.fail(refused, from + time, from + time);
	};

	it('lets all pass while nothing fails, and after two failures in a row', () => {
		fail(2);
		expect([1, 2, 3].map((now) => breaker.admit(now))).toEqual(['go', 'go', 'go']);
	});

	it('counts failures in a row only', () => {
		for (let round = 0; round < 5; round += 1) {
			fail(2, round * 10);
			breaker.succeed(round * 10 + 5);
		}
		expect(breaker.admit(100)).toBe('go');
	});

	it('does not count what was sent before a success and fails after it', () => {
		breaker.succeed(100);
		for (let time = 0; time < 9; time += 1) breaker.fail(refused, time, 200 + time);
		expect(breaker.admit(300)).toBe('go');
	});

	it('holds back after several failures at the same time, which prolong the delay once', () => {
		for (let time = 0; time < 20; time += 1) breaker.fail(refused, 0, 100);
		expect(breaker.admit(100)).toBe(1_000);
	});

	it('then lets one at a time pass, later and later', () => {
		const gaps = failUntilOpen(breaker, refused).map(
			(at, index, all) => at - (all[index - 1] ?? 0),
		);
		expect(gaps.slice(3, 7).map((gap) => Math.round(gap / 1_000))).toEqual([4, 8, 15, 15]);
	});

	it('holds all others back while one is on trial', () => {
		fail(3);
		expect(breaker.admit(10_000)).toBe('trial');
		expect(breaker.admit(20_000)).toBe(250);
		breaker.endTrial();
		expect(breaker.admit(20_000)).toBe('trial');
	});

	it('lets all pass again after a success', () => {
		fail(3);
		expect(breaker.admit(10_000)).toBe('trial');
		breaker.succeed(10_001);
		breaker.endTrial();
		expect([1, 2].map(() => breaker.admit(10_001))).toEqual(['go', 'go']);
	});

	it('opens for good after more than a minute, within a dozen requests', () => {
		const sent = failUntilOpen(breaker, refused);
		expect(sent.at(-1)).toBeGreaterThanOrEqual(80_000);
		expect(sent.at(-1)).toBeLessThan(80_100);
		expect(sent.length).toBeLessThanOrEqual(12);
		expect(breaker.hasGivenUp()).toBe(true);
		breaker.succeed(1e6);
		expect(() => breaker.admit(1e6)).toThrow(refused);
	});

	it('holds back at once after a probe, which was made to find out', () => {
		breaker.fail(refused, 0, 0, 3);
		expect(breaker.admit(1)).toBe(999);
	});

	it('opens at once if Anesya asks for a longer delay than a run sits out', () => {
		breaker.fail(throttled(120_000), 0, 0);
		expect(breaker.admit(1)).toBe('go');
		breaker.fail(throttled(120_001), 0, 0);
		expect(() => breaker.admit(1)).toThrow();
		expect(breaker.hasGivenUp()).toBe(false);
	});

	it('waits as long as Anesya asks, but not again and again', () => {
		const sent = failUntilOpen(breaker, throttled(60_000, 503));
		expect(sent.length).toBeLessThanOrEqual(8);
		expect(sent.at(-1)).toBeGreaterThan(100_000);
		expect(sent.at(-1)).toBeLessThan(300_100);
	});

	it('has more patience with a limit, which others may use up too', () => {
		const sent = failUntilOpen(breaker, throttled());
		expect(sent.at(-1)).toBeGreaterThanOrEqual(300_000);
		expect(sent.at(-1)).toBeLessThan(300_100);
	});

	it('lets uploads go one at a time after a refusal, and opens after the third in a row', () => {
		for (let time = 0; time < 5; time += 1) breaker.refuse(forbidden, 0, 100);
		expect([breaker.admit(101), breaker.admit(101)]).toEqual(['trial', 250]);
		breaker.refuse(forbidden, 101, 200);
		breaker.endTrial();
		expect(breaker.admit(201)).toBe('trial');
		breaker.succeed(202);
		breaker.endTrial();
		for (const now of [300, 400]) {
			expect(breaker.admit(now)).toBe('trial');
			breaker.refuse(forbidden, now, now + 1);
			breaker.endTrial();
		}
		expect(breaker.admit(500)).toBe('trial');
		breaker.refuse(forbidden, 500, 501);
		expect(() => breaker.admit(502)).toThrow(forbidden);
	});

	it('keeps the first error that opened it', () => {
		breaker.open(forbidden);
		breaker.open(refused);
		breaker.fail(refused, 0, 0);
		expect(() => breaker.admit(1)).toThrow(forbidden);
	});

	it('lets at most one pass at a time while it holds back, whatever happens', () => {
		const steps = fc.array(fc.record({ after: fc.nat(20_000), ends: fc.boolean() }));
		fc.assert(
			fc.property(steps, (all) => {
				const tried = createBreaker();
				let [now, running] = [0, 0];
				for (let time = 0; time < 3; time += 1) tried.fail(refused, time, time);
				for (const { after, ends } of all) {
					now += after;
					if (ends && running > 0) {
						tried.endTrial();
						running -= 1;
					} else if (tried.admit(now) === 'trial') running += 1;
					expect(running).toBeLessThanOrEqual(1);
				}
			}),
		);
	});
});
