import { toNetworkError } from '../../../nodes/Anesya/transport/networkError';
import { errorWith } from './responses';

/** As n8n gives it: its own around that of axios around that of the socket. */
const wrapped = (cause: unknown) =>
	new Error('n8n', { cause: new Error('axios: token', { cause }) });
const thrownWith = (code: string, more = {}) =>
	wrapped(Object.assign(new Error('socket'), { code, ...more }));

describe('A request without an answer', () => {
	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'that never reached Anesya may be sent again: %s',
		(code) => {
			const error = toNetworkError(thrownWith(code));
			const { message, description } = error;
			expect(error).toMatchObject({ retryable: true, accepted: 'no' });
			expect(message).toBe('Anesya could not be reached');
			expect(description).toContain(`(${code}). Check the Base URL`);
		},
	);

	it.each(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_BAD_RESPONSE'])(
		'may have reached Anesya: %s',
		(code) => {
			const error = toNetworkError(thrownWith(code));
			const { message } = error;
			expect(error).toMatchObject({ retryable: true, accepted: 'maybe' });
			expect(message).toBe('The connection to Anesya was lost');
		},
	);

	it('names the storage where the request was for that', () => {
		const { message, description } = toNetworkError(thrownWith('ENOTFOUND'), undefined, true);
		expect(message).toBe('The storage that Anesya points to could not be reached');
		expect(description).toBe(
			'No connection could be made (ENOTFOUND). Check the internet connection of n8n.',
		);
	});

	describe.each(['EHOSTUNREACH', 'ENETUNREACH'])(
		'because there is no way to Anesya (%s)',
		(code) => {
			it('sent nothing, if that was so from the start', () => {
				expect(toNetworkError(thrownWith(code, { syscall: 'connect' }))).toMatchObject({
					retryable: true,
					accepted: 'no',
				});
			});

			it('sent nothing, if that was so from the start for each of several addresses', () => {
				const errors = [1, 2].map(() =>
					Object.assign(new Error('socket'), { code, syscall: 'connect' }),
				);
				expect(
					toNetworkError(wrapped(Object.assign(new AggregateError(errors), { code }))).accepted,
				).toBe('no');
			});

			it.each([{ syscall: 'read' }, { syscall: 'write' }, {}])(
				'may have reached Anesya before that: %j',
				(more) => {
					expect(toNetworkError(thrownWith(code, more))).toMatchObject({
						retryable: true,
						accepted: 'maybe',
					});
				},
			);
		},
	);

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('because of a certificate sent nothing, and trying again changes nothing: %s', (code) =>
		expect(toNetworkError(thrownWith(code))).toMatchObject({ retryable: false, accepted: 'no' }),
	);

	it.each([
		undefined,
		'text',
		new Error('no code'),
		{ code: 'ECONNREFUSED' },
		thrownWith('token 123'),
	])('of an unknown kind is taken for one that may have arrived: %p', (thrown) => {
		const { accepted, description } = toNetworkError(thrown);
		expect(accepted).toBe('maybe');
		expect(description).toContain('(no code)');
	});

	it('keeps nothing of what was thrown but its code', () => {
		const failure = toNetworkError(thrownWith('ECONNRESET'));
		expect(failure.cause).toBeUndefined();
		expect(failure.message + failure.description).not.toMatch(/n8n'?s? token|axios|socket/);
	});

	it('because the file could not be read keeps that reason', () => {
		const own = errorWith({ retryable: false, accepted: 'no' });
		expect(toNetworkError(new Error('n8n', { cause: own }))).toBe(own);
	});

	it('is judged even if its causes go round in a circle', () => {
		const first = new Error('first');
		first.cause = new Error('second', { cause: first });
		expect(toNetworkError(first).accepted).toBe('maybe');
	});
});
