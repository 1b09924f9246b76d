import { toNetworkError } from '../../../nodes/Anesya/transport/networkError';
import { errorWith } from './responses';

/** As n8n throws it: its own error wraps that of axios, which wraps that of the socket. */
const wrapped = (cause: unknown) =>
	new Error('n8n', { cause: new Error('axios: token', { cause }) });
const thrownWith = (code: string, more = {}) =>
	wrapped(Object.assign(new Error('socket'), { code, ...more }));

describe('A request without a response', () => {
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

	it('names the storage if the request was sent there', () => {
		const { message, description } = toNetworkError(thrownWith('ENOTFOUND'), undefined, true);
		expect(message).toBe('The storage that Anesya points to could not be reached');
		expect(description).toBe(
			'No connection could be made (ENOTFOUND). Check the internet connection of n8n.',
		);
	});

	describe.each(['EHOSTUNREACH', 'ENETUNREACH'])('without a route to Anesya (%s)', (code) => {
		it('sent nothing if the connection could not be made', () => {
			expect(toNetworkError(thrownWith(code, { syscall: 'connect' }))).toMatchObject({
				retryable: true,
				accepted: 'no',
			});
		});

		it('sent nothing if none of several addresses could be connected to', () => {
			const errors = [1, 2].map(() =>
				Object.assign(new Error('socket'), { code, syscall: 'connect' }),
			);
			expect(
				toNetworkError(wrapped(Object.assign(new AggregateError(errors), { code }))).accepted,
			).toBe('no');
		});

		it.each([{ syscall: 'read' }, { syscall: 'write' }, {}])(
			'may have reached Anesya if the route was lost later: %j',
			(more) => {
				expect(toNetworkError(thrownWith(code, more))).toMatchObject({
					retryable: true,
					accepted: 'maybe',
				});
			},
		);
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('with an untrusted certificate sent nothing, and is not retried: %s', (code) =>
		expect(toNetworkError(thrownWith(code))).toMatchObject({ retryable: false, accepted: 'no' }),
	);

	it.each([
		undefined,
		'text',
		new Error('no code'),
		{ code: 'ECONNREFUSED' },
		thrownWith('token 123'),
	])('may have reached Anesya if the reason is unknown: %p', (thrown) => {
		const { accepted, description } = toNetworkError(thrown);
		expect(accepted).toBe('maybe');
		expect(description).toContain('(no code)');
	});

	it('keeps only the code of what was thrown', () => {
		const error = toNetworkError(thrownWith('ECONNRESET'));
		expect(error.cause).toBeUndefined();
		expect(error.message + error.description).not.toMatch(/n8n'?s? token|axios|socket/);
	});

	it('keeps the AnesyaApiError of a file that could not be read', () => {
		const own = errorWith({ retryable: false, accepted: 'no' });
		expect(toNetworkError(new Error('n8n', { cause: own }))).toBe(own);
	});

	it('is judged even if its causes form a circle', () => {
		const first = new Error('first');
		first.cause = new Error('second', { cause: first });
		expect(toNetworkError(first).accepted).toBe('maybe');
	});
});
