import { isThrottled } from '../../../nodes/Anesya/transport/apiError';
import type { CallKind } from '../../../nodes/Anesya/transport/request';
import { toStatusError } from '../../../nodes/Anesya/transport/statusError';
import { responseWith } from './responses';

const errorFor = (status: number, kind: CallKind) =>
	toStatusError(responseWith('', { status }), kind);
const KINDS: CallKind[] = ['read', 'write', 'upload'];

describe('The error for a status', () => {
	it('leaves it open whether what was answered with 503 was accepted', () => {
		for (const error of [errorFor(503, 'upload'), errorFor(503, 'write')]) {
			expect(error).toMatchObject({ retryable: true, accepted: 'maybe' });
			expect(isThrottled(error)).toBe(true);
		}
	});

	it.each([301, 302, 303, 307, 308])(
		'leaves it open too whether what was answered with a redirect was accepted: %i',
		(status) => {
			expect(errorFor(status, 'upload')).toMatchObject({ retryable: false, accepted: 'maybe' });
			expect(errorFor(status, 'write')).toMatchObject({ retryable: false, accepted: 'maybe' });
			expect(errorFor(status, 'read')).toMatchObject({ retryable: false, accepted: 'no' });
		},
	);

	it.each([408, 500, 502, 504])('leaves it open whether anything was accepted: %i', (status) => {
		for (const kind of KINDS)
			expect(errorFor(status, kind)).toMatchObject({ retryable: true, accepted: 'maybe' });
	});

	it('is certain that nothing was accepted after 429, and after 503 to a read', () => {
		for (const error of [...KINDS.map((kind) => errorFor(429, kind)), errorFor(503, 'read')])
			expect(error).toMatchObject({ retryable: true, accepted: 'no' });
	});

	it.each([400, 401, 403, 404, 413])('is not worth another try: %i', (status) =>
		expect(errorFor(status, 'upload')).toMatchObject({ retryable: false, accepted: 'no' }),
	);
});
