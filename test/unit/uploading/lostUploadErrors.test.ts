import { currentInstant } from '../../../nodes/Anesya/transport/clock';
import { TRY_LATER } from '../../../nodes/Anesya/transport/nextSteps';
import {
	lostResponseError,
	provenNotAccepted,
} from '../../../nodes/Anesya/uploading/lostUploadErrors';
import { errorWith } from '../transport/responses';
import { uploadOf } from './uploadFixtures';

const lost = (retryAfter?: number) =>
	errorWith({ status: 503, retryAfter, retryable: true, accepted: 'maybe' });

describe('The time that Anesya asked to wait', () => {
	it.each([
		[5_000, 2_000, 3_000],
		[5_000, 9_000, 0],
		[0, 9_000, 0],
	])('of %i ms is shorter by the search, which took %i ms: %i ms are left', (asked, took, left) => {
		const { monotonic, wall } = currentInstant();
		const lostAt = { monotonic: monotonic - took, wall: wall - took };
		const { retryAfter } = provenNotAccepted(lost(asked), lostAt);
		expect(retryAfter).toBeGreaterThan(left - 500);
		expect(retryAfter).toBeLessThanOrEqual(left);
	});

	it('stays unknown if it did not', () => {
		expect(provenNotAccepted(lost(), currentInstant()).retryAfter).toBeUndefined();
	});
});

it('The text of a lost upload leaves out the next step of its cause', () => {
	const { files } = uploadOf('a.pdf', []);
	for (const [description, end] of [
		[`It broke off. ${TRY_LATER}`, 'upload it again. It broke off.'],
		[TRY_LATER, 'upload it again.'],
	] as const) {
		const { text } = lostResponseError(lost().with({ description }), files);
		expect(text.endsWith(end)).toBe(true);
	}
});
