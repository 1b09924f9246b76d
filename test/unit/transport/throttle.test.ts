import fc from 'fast-check';

import { createThrottle } from '../../../nodes/Anesya/transport/throttle';

/** Takes turns at once whenever they are given, and waits as told in between. @returns when each turn was */
function turnsFrom(
	pace: ReturnType<typeof createThrottle>,
	start: number,
	count: number,
): number[] {
	const turns: number[] = [];
	for (let now = start; turns.length < count;) {
		const delay = pace.acquireSlot(now);
		if (delay === 0) turns.push(now);
		now += delay;
	}
	return turns;
}

/** Callers that ask one after the other for as many requests as they can, of a server with a limit. */
function simulate(
	callers: number,
	perSecond: number,
	retryAfter: number | undefined,
	requests: number,
) {
	const pace = createThrottle();
	const asksAt = Array.from({ length: callers }, () => 0);
	let answered: number[] = [];
	let refused = 0;
	let now = 0;
	for (let useful = 0; useful < requests;) {
		now = Math.max(now, Math.min(...asksAt));
		const caller = asksAt.indexOf(Math.min(...asksAt));
		const delay = pace.acquireSlot(now);
		if (delay > 0) asksAt[caller] = now + delay;
		else {
			answered = answered.filter((at) => at > now - 1_000);
			const isRefused = answered.length >= perSecond;
			if (isRefused) {
				refused += 1;
				pace.slowDown(now, now + 1, retryAfter);
			} else {
				useful += 1;
				answered.push(now);
			}
			asksAt[caller] = now + (isRefused ? 1_000 : 30);
		}
	}
	return {
		requestsPerUseful: (requests + refused) / requests,
		usefulPerSecond: requests / (now / 1000),
	};
}

describe('The pace of a run', () => {
	it('is none at all until Anesya asks for patience', () => {
		expect(turnsFrom(createThrottle(), 0, 1_000).at(-1)).toBe(0);
	});

	it('is single file then, a quarter of a second apart', () => {
		const pace = createThrottle();
		pace.slowDown(0, 100, undefined);
		const [first = 0, second = 0, third = 0] = turnsFrom(pace, 100, 3);
		expect(first).toBe(1_100);
		expect(second - first).toBeCloseTo(250, 0);
		expect(third - second).toBeCloseTo(250, -1);
	});

	it('is a pause for as long as Anesya says, at the least a second and at the most a minute', () => {
		fc.assert(
			fc.property(fc.nat(200_000), (retryAfter) => {
				const pace = createThrottle();
				pace.slowDown(0, 100, retryAfter);
				expect(pace.acquireSlot(100)).toBe(Math.min(Math.max(retryAfter, 1_000), 60_000));
			}),
		);
	});

	it('holds back also those who were waiting for their turn already', () => {
		const pace = createThrottle();
		pace.slowDown(0, 0, undefined);
		expect(pace.acquireSlot(1_000)).toBe(0);
		const delay = pace.acquireSlot(1_000);
		pace.slowDown(1_000, 1_050, 10_000);
		expect(pace.acquireSlot(1_000 + delay)).toBe(11_050 - 1_000 - delay);
	});

	it('counts several refusals of requests under way at once for one', () => {
		const [once, often] = [createThrottle(), createThrottle()];
		once.slowDown(0, 100, undefined);
		for (let count = 0; count < 20; count += 1) often.slowDown(0, 100, undefined);
		expect(turnsFrom(often, 100, 20)).toEqual(turnsFrom(once, 100, 20));
	});

	it.each([
		[1, 250],
		[2, 500],
		[3, 1_000],
		[5, 4_000],
		[6, 5_000],
		[9, 5_000],
	])('after %i refusals leaves %i milliseconds between requests', (refusals, gap) => {
		const pace = createThrottle();
		for (let time = 0; time < refusals; time += 1) pace.slowDown(time, time, undefined);
		const [first = 0, second = 0] = turnsFrom(pace, refusals, 2);
		expect(second - first).toBeCloseTo(gap, -1);
	});

	it('doubles every fifteen seconds while all goes well, until it is none at all again', () => {
		const pace = createThrottle();
		pace.slowDown(0, 0, undefined);
		const turns = turnsFrom(pace, 0, 2_000);
		const during = (from: number, to: number) => turns.filter((at) => at >= from && at < to).length;
		expect(during(14_500, 15_500)).toBeGreaterThanOrEqual(7);
		expect(during(14_500, 15_500)).toBeLessThanOrEqual(9);
		expect(turns.at(-1)).toBeLessThan(80_000);
		expect(pace.acquireSlot(80_000)).toBe(0);
		expect(pace.acquireSlot(80_000)).toBe(0);
	});

	it.each([
		[5, 5, undefined],
		[5, 5, 1_000],
		[20, 5, 1_000],
		[5, 1, undefined],
		[10, 50, 1_000],
	])(
		'%i callers keep close to a limit of %i requests a second, Retry-After %s',
		(callers, perSecond, retryAfter) => {
			const { requestsPerUseful, usefulPerSecond } = simulate(
				callers,
				perSecond,
				retryAfter,
				1_000,
			);
			expect(requestsPerUseful).toBeLessThan(1.2);
			expect(usefulPerSecond).toBeGreaterThan(perSecond / 4);
		},
	);

	it('never keeps anyone waiting for more than a minute, whatever happens', () => {
		const refusal = fc.record({
			after: fc.nat(10_000),
			retryAfter: fc.option(fc.nat(1e9), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(refusal), (refusals) => {
				const pace = createThrottle();
				let now = 0;
				for (const { after, retryAfter } of refusals)
					pace.slowDown(now, (now += after), retryAfter);
				const delay = pace.acquireSlot(now);
				return delay >= 0 && delay <= 60_000;
			}),
		);
	});
});
