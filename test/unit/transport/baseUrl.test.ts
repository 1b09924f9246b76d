import fc from 'fast-check';

import { isSameOrigin, normalizeBaseUrl } from '../../../nodes/Anesya/transport/baseUrl';

describe('The Base URL of the credential', () => {
	it.each([
		[' https://api.anesya.app ', 'https://api.anesya.app'],
		['https://API.anesya.app:443/', 'https://api.anesya.app'],
		['https://gateway.example/anesya//', 'https://gateway.example/anesya'],
		['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
		['http://localhost:4010', 'http://localhost:4010'],
		['http://[::1]:4010', 'http://[::1]:4010'],
		['https://gateway.example/me@home', 'https://gateway.example/me@home'],
	])('normalizes %j to %s', (typed, baseUrl) => expect(normalizeBaseUrl(typed)).toBe(baseUrl));

	it.each(['', 'anesya', 'api.anesya.app', '/extract/'])(
		'rejects %j, which is not a URL',
		(typed) => {
			expect(() => normalizeBaseUrl(typed)).toThrow('is not a valid URL');
		},
	);

	it.each([
		'http:\\\\127.0.0.1:4010',
		'https:\\/api.anesya.app',
		'https:/api.anesya.app',
		'https:api.anesya.app',
		'https:///api.anesya.app',
		'https://api.anesya.app\\v1',
		'https://api.\nanesya.app',
		'https://api.anesya.app/a b',
	])('rejects %j, which not each part of n8n understands', (typed) => {
		expect(() => normalizeBaseUrl(typed)).toThrow('is not a valid URL');
	});

	it.each([
		'http://api.anesya.app',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://127.0.0.1@example.com',
		'ftp://127.0.0.1',
		'file:///etc/passwd',
		'javascript:alert(1)',
	])('rejects %j, since the token would be sent unencrypted', (typed) => {
		expect(() => normalizeBaseUrl(typed)).toThrow('must start with https://');
	});

	it.each([
		['https://api.anesya.app@evil.example', 'a user name before an @'],
		['https://someone:secret@api.anesya.app', 'a user name before an @'],
		['https://:secret@api.anesya.app', 'a user name before an @'],
		['https://api.anesya.app/?a=1', 'a ? or #'],
		['https://@api.anesya.app', 'a user name before an @'],
		['https://:@api.anesya.app', 'a user name before an @'],
		['https://api.anesya.app/#b', 'a ? or #'],
		['https://api.anesya.app/?', 'a ? or #'],
		['https://api.anesya.app/#', 'a ? or #'],
		['https://api.anesya.app?', 'a ? or #'],
		['https://api.anesya.app#', 'a ? or #'],
	])('rejects %j, which has %s', (typed, extra) => {
		expect(() => normalizeBaseUrl(typed)).toThrow(
			`The Base URL of the Anesya credential has ${extra}`,
		);
	});

	it('is rejected at once if it is as long as no address', () => {
		expect(() => normalizeBaseUrl(`https://a.example${'/'.repeat(100_000)}x`)).toThrow(
			'is not a valid URL',
		);
	});

	it('does not change once it is normalized', () => {
		fc.assert(
			fc.property(fc.webUrl({ validSchemes: ['https'] }), (typed) => {
				const baseUrl = normalizeBaseUrl(typed);
				expect(normalizeBaseUrl(baseUrl)).toBe(baseUrl);
				expect(baseUrl).not.toMatch(/\/$/);
			}),
		);
	});
});

describe('The token may be sent', () => {
	const baseUrl = 'https://api.anesya.app/v';

	it('to a URL of the configured server', () =>
		expect(isSameOrigin('https://api.anesya.app/extract/?page=2', baseUrl)).toBe(true));

	it.each([
		['another host', 'https://api.anesya.app.example.com/extract/'],
		['another scheme', 'http://api.anesya.app/extract/'],
		['another port', 'https://api.anesya.app:8443/extract/'],
		['a host after a user name', 'https://api.anesya.app@example.com/'],
		['an address without a scheme', '//example.com/extract/'],
		['a path', '/extract/'],
	])('but not to %s', (_kind, target) => expect(isSameOrigin(target, baseUrl)).toBe(false));
});
