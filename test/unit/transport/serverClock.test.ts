import fc from 'fast-check';
import { createServerClock } from '../../../nodes/Anesya/transport/clock';

describe("The server's clock", () => {
	it('is unknown before an answer told the time', () => {
		const clock = createServerClock(() => 5);
		clock.observe(undefined);
		clock.observe('soon');
		expect(clock.now()).toBeUndefined();
	});

	it('goes on from what an answer told, whatever the time here is', () => {
		let here = 1_000;
		const clock = createServerClock(() => here);
		clock.observe('Wed, 25 Jun 2025 14:45:26 GMT');
		here = 4_500;
		expect(clock.now()).toBe(Date.parse('2025-06-25T14:45:29.500Z'));
	});

	it('follows the newest answer, and keeps what it knows where one says nothing', () => {
		const clock = createServerClock(() => 0);
		clock.observe('Wed, 25 Jun 2025 14:45:26 GMT');
		clock.observe('Wed, 25 Jun 2025 14:46:26 GMT');
		clock.observe(undefined);
		expect(clock.now()).toBe(Date.parse('2025-06-25T14:46:26Z'));
	});

	it('is never ahead of the server, and behind by the way of the answer and a second at the most', () => {
		const moment = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2100-01-01') });
		fc.assert(
			fc.property(moment, fc.nat(30_000), fc.nat(1e7), (answeredAt, onItsWay, later) => {
				let here = 0;
				const clock = createServerClock(() => here);
				clock.observe(new Date(answeredAt).toUTCString());
				here = later;
				const behind = answeredAt + onItsWay + later - (clock.now() ?? NaN);
				return behind >= 0 && behind <= onItsWay + 1_000;
			}),
		);
	});
});
