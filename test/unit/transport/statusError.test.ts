import { isThrottled } from '../../../nodes/Anesya/transport/apiError';
import { toStatusError } from '../../../nodes/Anesya/transport/statusError';
import { responseWith } from './responses';

const errorFor = (status: number, sendsFile: boolean) =>
	toStatusError(responseWith('', { status }), sendsFile);

describe('The error for a status', () => {
	it('leaves it open whether an upload was accepted that was answered with 503', () => {
		const error = errorFor(503, true);
		expect(error).toMatchObject({ retryable: true, accepted: 'maybe' });
		expect(isThrottled(error)).toBe(true);
	});

	it.each([408, 500, 502, 504])('leaves it open whether anything was accepted: %i', (status) => {
		for (const sendsFile of [true, false])
			expect(errorFor(status, sendsFile)).toMatchObject({ retryable: true, accepted: 'maybe' });
	});

	it('is certain that nothing was accepted after 429, and after 503 without a file', () => {
		for (const error of [errorFor(429, true), errorFor(429, false), errorFor(503, false)])
			expect(error).toMatchObject({ retryable: true, accepted: 'no' });
	});

	it.each([301, 400, 401, 403, 404, 413])('is not worth another try: %i', (status) =>
		expect(errorFor(status, true)).toMatchObject({ retryable: false, accepted: 'no' }),
	);
});
