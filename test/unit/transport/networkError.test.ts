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
			expect(description).toMatch(/^Nothing was sent\. /);
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
		const { message, description } = toNetworkError(thrownWith('ENOTFOUND'), undefined, 'storage');
		expect(message).toBe('The storage that Anesya points to could not be reached');
		expect(description).toBe(
			'Nothing was sent. The name of the server was not found (ENOTFOUND). Check the internet connection and the name server (DNS) of n8n.',
		);
	});

	/** As n8n 1.12x throws it: without causes, and with a text of its own in the place of the first one. */
	const thrownByVersion1 = (message: string, code?: string) =>
		Object.assign(new Error('The service is perhaps offline'), {
			name: 'NodeApiError',
			httpCode: code ?? null,
			messages: [message, message],
		});
	const asOnBothLines = (message: string, code?: string) => [
		thrownByVersion1(message, code),
		wrapped(Object.assign(new Error(message), code === undefined ? {} : { code })),
	];

	it.each([
		['connect ETIMEDOUT 203.0.113.1:443', 'ETIMEDOUT', 'No connection could be made (ETIMEDOUT)'],
		['connect EACCES 203.0.113.1:443', 'EACCES', 'No connection could be made (EACCES)'],
		[
			'connect ETIMEDOUT 203.0.113.1:443 | connect ENETUNREACH 2001:db8::1:443 - Local (:::0)',
			'ETIMEDOUT',
			'whether a firewall blocks it',
		],
		['getaddrinfo EAI_FAIL api.anesya.app', 'EAI_FAIL', 'The name of the server was not found'],
		['connect EMFILE 203.0.113.1:443 - Local (:0)', 'EMFILE', 'too many open files'],
		[
			'Client network socket disconnected before secure TLS connection was established',
			'ECONNRESET',
			'The connection was cut before it was encrypted',
		],
		['Proxy connection ended before receiving CONNECT response', undefined, 'HTTPS_PROXY'],
	])('that never left n8n may be sent again: %s', (message, code, text) => {
		for (const thrown of asOnBothLines(message, code)) {
			const error = toNetworkError(thrown);
			expect(error).toMatchObject({ retryable: true, accepted: 'no' });
			expect(error.description).toContain(text);
			expect(error.description).toContain('Nothing was sent.');
		}
	});

	it.each([
		[
			'write EPROTO 800C4830FA7F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:c:350:',
			'EPROTO',
			'does not speak https://',
		],
		['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'NODE_EXTRA_CA_CERTS'],
		[
			'The request was blocked because it resolves to a restricted IP address',
			undefined,
			'N8N_SSRF_ALLOWED_IP_RANGES',
		],
	])('is not made again if nothing would change: %s', (message, code, text) => {
		for (const thrown of asOnBothLines(message, code)) {
			const error = toNetworkError(thrown);
			expect(error).toMatchObject({ retryable: false, accepted: 'no' });
			expect(error.description).toContain(text);
		}
	});

	it.each([
		['read ETIMEDOUT', 'ETIMEDOUT'],
		['read ECONNRESET', 'ECONNRESET'],
		['connect ETIMEDOUT 203.0.113.1:443 | read ECONNRESET', 'ECONNRESET'],
		['timeout of 30000ms exceeded', 'ECONNABORTED'],
		['write EPROTO 800C4830FA7F0000:error:0A000119:bad record mac:c:350:', 'EPROTO'],
		['Parse Error: Expected HTTP/, RTSP/ or ICE/', 'HPE_INVALID_CONSTANT'],
	])('may have reached Anesya on both lines: %s', (message, code) => {
		for (const thrown of asOnBothLines(message, code))
			expect(toNetworkError(thrown)).toMatchObject({ retryable: true, accepted: 'maybe' });
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
		expect(description).toBe('No complete response arrived. Try again in a few minutes.');
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
