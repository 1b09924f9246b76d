import { elapsedSince } from '../../../nodes/Anesya/transport/clock';

describe('What has passed since a moment', () => {
	const moment = { monotonic: 100, wall: 1_000_000 };

	it('is what both clocks say', () => {
		expect(elapsedSince(moment, { monotonic: 5_100, wall: 1_005_010 })).toEqual({
			milliseconds: 5_010,
			isSure: true,
		});
	});

	it('counts the time that the machine slept, which only one of them knows', () => {
		expect(elapsedSince(moment, { monotonic: 5_100, wall: 1_605_000 })).toEqual({
			milliseconds: 605_000,
			isSure: false,
		});
	});

	it('is not shortened by a clock that was set back', () => {
		expect(elapsedSince(moment, { monotonic: 5_100, wall: 1_000 })).toEqual({
			milliseconds: 5_000,
			isSure: false,
		});
	});
});
