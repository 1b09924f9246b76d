import fc from 'fast-check';

import { createThrottle } from '../../../nodes/Anesya/transport/throttle';

/** Takes slots as soon as they are free, and waits as told in between. @returns the time of each slot */
function takeSlots(
	throttle: ReturnType<typeof createThrottle>,
	start: number,
	count: number,
): number[] {
	const slots: number[] = [];
	for (let now = start; slots.length < count;) {
		const delay = throttle.acquireSlot(now);
		if (delay === 0) slots.push(now);
		now += delay;
	}
	return slots;
}

/** Callers that each send one request after the other, as many as they can, to a server with a limit. */
function simulate(
	callers: number,
	perSecond: number,
	retryAfter: number | undefined,
	requests: number,
) {
	const throttle = createThrottle();
	const readyAt = Array.from({ length: callers }, () => 0);
	let served: number[] = [];
	let throttled = 0;
	let now = 0;
	for (let useful = 0; useful < requests;) {
		now = Math.max(now, Math.min(...readyAt));
		const caller = readyAt.indexOf(Math.min(...readyAt));
		const delay = throttle.acquireSlot(now);
		if (delay > 0) readyAt[caller] = now + delay;
		else {
			served = served.filter((at) => at > now - 1_000);
			const isThrottled = served.length >= perSecond;
			if (isThrottled) {
				throttled += 1;
				throttle.slowDown(now, now + 1, retryAfter);
			} else {
				useful += 1;
				served.push(now);
			}
			readyAt[caller] = now + (isThrottled ? 1_000 : 30);
		}
	}
	return {
		requestsPerUseful: (requests + throttled) / requests,
		usefulPerSecond: requests / (now / 1000),
	};
}

describe('The throttle of a run', () => {
	it('does not delay anything until Anesya throttles', () => {
		expect(takeSlots(createThrottle(), 0, 1_000).at(-1)).toBe(0);
	});

	it('then lets requests pass one at a time, a quarter of a second apart', () => {
		const throttle = createThrottle();
		throttle.slowDown(0, 100, undefined);
		const [first = 0, second = 0, third = 0] = takeSlots(throttle, 100, 3);
		expect(first).toBe(1_100);
		expect(second - first).toBeCloseTo(250, 0);
		expect(third - second).toBeCloseTo(250, -1);
	});

	it('slows down far less for a single 503, but as much for one after the other', () => {
		const throttle = createThrottle();
		throttle.slowDown(0, 100, undefined, 503);
		const [first = 0, second = 0] = takeSlots(throttle, 100, 2);
		expect(second - first).toBeCloseTo(50, 0);
		for (let now = second; now < 9_000; now += 1_500) throttle.slowDown(now, now, undefined, 503);
		const [third = 0, fourth = 0] = takeSlots(throttle, 9_000, 2);
		expect(fourth - third).toBeGreaterThan(250);
	});

	it('pauses for as long as Anesya asks, but for at least a second and at most a minute', () => {
		fc.assert(
			fc.property(fc.nat(200_000), (retryAfter) => {
				const throttle = createThrottle();
				throttle.slowDown(0, 100, retryAfter);
				expect(throttle.acquireSlot(100)).toBe(Math.min(Math.max(retryAfter, 1_000), 60_000));
			}),
		);
	});

	it('also delays callers that were already waiting for a slot', () => {
		const throttle = createThrottle();
		throttle.slowDown(0, 0, undefined);
		expect(throttle.acquireSlot(1_000)).toBe(0);
		const delay = throttle.acquireSlot(1_000);
		throttle.slowDown(1_000, 1_050, 10_000);
		expect(throttle.acquireSlot(1_000 + delay)).toBe(11_050 - 1_000 - delay);
	});

	it('counts several throttled requests once if they were under way at the same time', () => {
		const [once, often] = [createThrottle(), createThrottle()];
		once.slowDown(0, 100, undefined);
		for (let count = 0; count < 20; count += 1) often.slowDown(0, 100, undefined);
		expect(takeSlots(often, 100, 20)).toEqual(takeSlots(once, 100, 20));
	});

	it.each([
		[1, 250],
		[2, 500],
		[3, 1_000],
		[5, 4_000],
		[6, 5_000],
		[9, 5_000],
	])('after %i throttled responses leaves %i milliseconds between requests', (responses, gap) => {
		const throttle = createThrottle();
		for (let time = 0; time < responses; time += 1) throttle.slowDown(time, time, undefined);
		const [first = 0, second = 0] = takeSlots(throttle, responses, 2);
		expect(second - first).toBeCloseTo(gap, -1);
	});

	it('doubles the rate every fifteen seconds without a throttled response, until nothing is delayed any more', () => {
		const throttle = createThrottle();
		throttle.slowDown(0, 0, undefined);
		const slots = takeSlots(throttle, 0, 2_000);
		const during = (from: number, to: number) => slots.filter((at) => at >= from && at < to).length;
		expect(during(14_500, 15_500)).toBeGreaterThanOrEqual(7);
		expect(during(14_500, 15_500)).toBeLessThanOrEqual(9);
		expect(slots.at(-1)).toBeLessThan(80_000);
		expect(throttle.acquireSlot(80_000)).toBe(0);
		expect(throttle.acquireSlot(80_000)).toBe(0);
	});

	it.each([
		[5, 5, undefined],
		[5, 5, 1_000],
		[20, 5, 1_000],
		[5, 1, undefined],
		[10, 50, 1_000],
	])(
		'keeps %i callers close to a limit of %i requests per second, Retry-After %s',
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

	it('never delays a request for more than a minute', () => {
		const throttledResponse = fc.record({
			after: fc.nat(10_000),
			retryAfter: fc.option(fc.nat(1e9), { nil: undefined }),
		});
		fc.assert(
			fc.property(fc.array(throttledResponse), (responses) => {
				const throttle = createThrottle();
				let now = 0;
				for (const { after, retryAfter } of responses)
					throttle.slowDown(now, (now += after), retryAfter);
				const delay = throttle.acquireSlot(now);
				return delay >= 0 && delay <= 60_000;
			}),
		);
	});
});
