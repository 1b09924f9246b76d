import { searchScheduleAfter } from '../../../nodes/Anesya/uploading/searchSchedule';
import { errorWith } from '../transport/responses';

const scheduleAfter = (status: number | undefined, retryAfter?: number) =>
	searchScheduleAfter(errorWith({ status, retryAfter, retryable: true, accepted: 'maybe' }));

describe('An upload is searched for', () => {
	it.each([undefined, 408, 500, 502, 504])('three times within 15 seconds after %s', (status) =>
		expect(scheduleAfter(status)).toEqual([1_000, 4_000, 10_000]),
	);

	it.each([
		['without Retry-After', undefined, [1_000, 14_000]],
		['with a short Retry-After', 0, [1_000, 14_000]],
		['with a longer one', 6_000, [6_000, 9_000]],
		['with one that is longer than the search', 40_000, [40_000]],
		['with one that leaves the search no time', 119_000, [60_000]],
		['with one that is too long for the run', 120_001, [1_000]],
	])('as late after a 503 %s, in fewer searches', (_case, retryAfter, schedule) =>
		expect(scheduleAfter(503, retryAfter)).toEqual(schedule),
	);
});
