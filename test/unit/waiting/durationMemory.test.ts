import { createDurationMemory } from '../../../nodes/Anesya/waiting/durationMemory';
import { durationOf } from '../../../nodes/Anesya/waiting/learnDuration';

describe('The memory of durations', () => {
	it('keeps the last 30 documents of a kind, oldest first', () => {
		const memory = createDurationMemory();
		for (let duration = 1; duration <= 40; duration += 1) memory.note('a', duration, 0);
		expect(memory.of('a')).toEqual(Array.from({ length: 30 }, (_, index) => index + 11));
		expect(memory.of('b')).toEqual([]);
	});

	it('says whether it is recent', () => {
		const memory = createDurationMemory();
		memory.note('a', 1, 1_000);
		expect([500_000, 700_000].map((now) => memory.isFresh('a', now))).toEqual([true, false]);
		expect(memory.isFresh('b', 1_000)).toBe(false);
	});

	it('forgets the kind that has not been seen for longest, of more than 500', () => {
		const memory = createDurationMemory();
		for (let kind = 0; kind < 500; kind += 1) memory.note(String(kind), 1, 0);
		memory.note('0', 2, 0);
		memory.note('new', 3, 0);
		expect(memory.of('0')).toEqual([1, 2]);
		expect(memory.of('1')).toEqual([]);
		expect(memory.of('new')).toEqual([3]);
	});
});

describe('How long a document took', () => {
	it('is what Anesya reports, in seconds, if that fits what was seen', () => {
		expect(durationOf({ after: 20_000, by: 25_000, reported: 22.5 })).toBe(22_500);
	});

	it.each([undefined, null, 'soon', NaN, -1, 0.01, 22_000, 19, 25])(
		'is in the middle of what was seen if Anesya reports %p',
		(reported) => {
			expect(durationOf({ after: 20_000, by: 24_000, reported })).toBe(22_000);
		},
	);
});
