import fc from 'fast-check';

import { createServerClock, elapsedSince } from '../../../nodes/Anesya/transport/clock';

describe('The time since an instant', () => {
	const start = { monotonic: 100, wall: 1_000_000 };

	it('is what both clocks show', () => {
		expect(elapsedSince(start, { monotonic: 5_100, wall: 1_005_010 })).toEqual({
			milliseconds: 5_010,
			clocksAgree: true,
		});
	});

	it('includes the time that the machine slept, which only the wall clock shows', () => {
		expect(elapsedSince(start, { monotonic: 5_100, wall: 1_605_000 })).toEqual({
			milliseconds: 605_000,
			clocksAgree: false,
		});
	});

	it('is not shortened when the wall clock is set back', () => {
		expect(elapsedSince(start, { monotonic: 5_100, wall: 1_000 })).toEqual({
			milliseconds: 5_000,
			clocksAgree: false,
		});
	});
});

describe("The server's clock", () => {
	it('is unknown until a response contains the time', () => {
		const clock = createServerClock(() => 5);
		clock.observe(undefined);
		clock.observe('soon');
		expect(clock.now()).toBeUndefined();
	});

	it('runs on from the time in a response, whatever the local time is', () => {
		let local = 1_000;
		const clock = createServerClock(() => local);
		clock.observe('Wed, 25 Jun 2025 14:45:26 GMT');
		local = 4_500;
		expect(clock.now()).toBe(Date.parse('2025-06-25T14:45:29.500Z'));
	});

	it('follows the newest response, and ignores one without a time', () => {
		const clock = createServerClock(() => 0);
		clock.observe('Wed, 25 Jun 2025 14:45:26 GMT');
		clock.observe('Wed, 25 Jun 2025 14:46:26 GMT');
		clock.observe(undefined);
		expect(clock.now()).toBe(Date.parse('2025-06-25T14:46:26Z'));
	});

	it('is never ahead of the server, and behind by at most the travel time of the response plus a second', () => {
		const serverTime = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2100-01-01') });
		fc.assert(
			fc.property(serverTime, fc.nat(30_000), fc.nat(1e7), (respondedAt, travelTime, later) => {
				let local = 0;
				const clock = createServerClock(() => local);
				clock.observe(new Date(respondedAt).toUTCString());
				local = later;
				const behind = respondedAt + travelTime + later - (clock.now() ?? NaN);
				return behind >= 0 && behind <= travelTime + 1_000;
			}),
		);
	});
});
