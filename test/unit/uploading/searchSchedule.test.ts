import { currentInstant } from '../../../nodes/Anesya/transport/clock';
import { searchScheduleOf } from '../../../nodes/Anesya/uploading/searchSchedule';
import { errorWith } from '../transport/responses';

const lostIn = (status: number | undefined, retryAfter?: number) => ({
	error: errorWith({ status, retryAfter, retryable: true, accepted: 'maybe' }),
});

describe('An upload is searched for', () => {
	it.each([undefined, 408, 500, 502, 504])('three times within 15 seconds after %s', (status) =>
		expect(searchScheduleOf(lostIn(status))).toEqual([1_000, 4_000, 10_000]),
	);

	it.each([
		['without Retry-After', undefined, [1_000, 14_000]],
		['with a short Retry-After', 0, [1_000, 14_000]],
		['with a longer one', 6_000, [6_000, 9_000]],
		['with one that is longer than the search', 40_000, [40_000]],
		['with one that leaves the search no time', 119_000, [60_000]],
		['with one that is too long for the run', 120_001, [1_000]],
	])('as late after a 503 %s, in fewer searches', (_case, retryAfter, schedule) =>
		expect(searchScheduleOf(lostIn(503, retryAfter))).toEqual(schedule),
	);

	it('in a later try without the time that has passed since', () => {
		const { monotonic, wall } = currentInstant();
		const lostAt = { monotonic: monotonic - 60_000, wall: wall - 60_000 };
		expect(searchScheduleOf({ ...lostIn(503, 40_000), lostAt })).toEqual([1_000, 14_000]);
	});

	it('once, and soon, where that is all that is asked for', () => {
		expect(searchScheduleOf({ ...lostIn(503, 40_000), searches: 1 })).toEqual([1_000]);
	});
});
