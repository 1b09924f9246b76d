import { networkFailure } from '../../../nodes/Anesya/api/networkFault';
import { failureWith } from './answers';

/** As n8n gives it: its own around that of axios around that of the socket. */
const wrapped = (cause: unknown) =>
	new Error('n8n', { cause: new Error('axios: token', { cause }) });
const thrownWith = (code: string, more = {}) =>
	wrapped(Object.assign(new Error('socket'), { code, ...more }));

describe('A request without an answer', () => {
	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'that never reached Anesya may be sent again: %s',
		(code) => {
			const { message, description, facts } = networkFailure(thrownWith(code));
			expect(facts).toEqual({ passing: true, taken: 'no' });
			expect(message).toBe('Anesya could not be reached');
			expect(description).toContain(`(${code}). Check the Base URL`);
		},
	);

	it.each(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_BAD_RESPONSE'])(
		'may have reached Anesya: %s',
		(code) => {
			const { message, facts } = networkFailure(thrownWith(code));
			expect(facts).toEqual({ passing: true, taken: 'maybe' });
			expect(message).toBe('The connection to Anesya broke off');
		},
	);

	it('names the storage where the request was for that', () => {
		const { message, description } = networkFailure(thrownWith('ENOTFOUND'), undefined, true);
		expect(message).toBe('The storage that Anesya points to could not be reached');
		expect(description).toBe(
			'No connection could be made (ENOTFOUND). Check the internet connection of n8n.',
		);
	});

	describe.each(['EHOSTUNREACH', 'ENETUNREACH'])(
		'because there is no way to Anesya (%s)',
		(code) => {
			it('sent nothing, if that was so from the start', () => {
				expect(networkFailure(thrownWith(code, { syscall: 'connect' })).facts).toEqual({
					passing: true,
					taken: 'no',
				});
			});

			it('sent nothing, if that was so from the start for each of several addresses', () => {
				const errors = [1, 2].map(() =>
					Object.assign(new Error('socket'), { code, syscall: 'connect' }),
				);
				expect(
					networkFailure(wrapped(Object.assign(new AggregateError(errors), { code }))).facts.taken,
				).toBe('no');
			});

			it.each([{ syscall: 'read' }, { syscall: 'write' }, {}])(
				'may have reached Anesya before that: %j',
				(more) => {
					expect(networkFailure(thrownWith(code, more)).facts).toEqual({
						passing: true,
						taken: 'maybe',
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
		expect(networkFailure(thrownWith(code)).facts).toEqual({ passing: false, taken: 'no' }),
	);

	it.each([
		undefined,
		'text',
		new Error('no code'),
		{ code: 'ECONNREFUSED' },
		thrownWith('token 123'),
	])('of an unknown kind is taken for one that may have arrived: %p', (thrown) => {
		const { facts, description } = networkFailure(thrown);
		expect(facts.taken).toBe('maybe');
		expect(description).toContain('(no code)');
	});

	it('keeps nothing of what was thrown but its code', () => {
		const failure = networkFailure(thrownWith('ECONNRESET'));
		expect(failure.cause).toBeUndefined();
		expect(failure.message + failure.description).not.toMatch(/n8n'?s? token|axios|socket/);
	});

	it('because the file could not be read keeps that reason', () => {
		const own = failureWith({ passing: false, taken: 'no' });
		expect(networkFailure(new Error('n8n', { cause: own }))).toBe(own);
	});

	it('is judged even if its causes go round in a circle', () => {
		const first = new Error('first');
		first.cause = new Error('second', { cause: first });
		expect(networkFailure(first).facts.taken).toBe('maybe');
	});
});
