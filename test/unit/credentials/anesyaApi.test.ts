import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { AnesyaApi } from '../../../credentials/AnesyaApi.credentials';

const credential = { token: ' Bearer secret-token ', baseUrl: 'https://api.anesya.app/ ' };
const authenticate = async (request: IHttpRequestOptions, more = {}) =>
	await new AnesyaApi().authenticate({ ...credential, ...more }, request);

describe('The token is added to a request', () => {
	it('raw, along with the other headers, without changing the request itself', async () => {
		const request = {
			url: 'https://api.anesya.app/extract/',
			headers: { Accept: 'application/json' },
		};
		expect((await authenticate(request)).headers).toEqual({
			Accept: 'application/json',
			Authorization: 'secret-token',
		});
		expect(request.headers).toEqual({ Accept: 'application/json' });
	});

	it('for a path at the Base URL, as when n8n tests a credential', async () => {
		expect(
			await authenticate({ baseURL: 'https://api.anesya.app', url: '/extract/' }),
		).toMatchObject({ headers: { Authorization: 'secret-token' } });
	});

	it('for the public service if the credential has no Base URL', async () => {
		expect(
			await authenticate({ url: 'https://api.anesya.app/' }, { baseUrl: undefined }),
		).toMatchObject({ headers: { Authorization: 'secret-token' } });
	});
});

describe('The token is not sent', () => {
	const withUri = (uri: string, url: string) => ({ baseURL: 'https://api.anesya.app', url, uri });

	it.each(['', '/extract/'])(
		'to the address in the older option uri, next to the url %j',
		async (url) => {
			await expect(authenticate(withUri('https://example.com/', url))).rejects.toThrow(
				'The Anesya token is sent only to the Base URL of its credential',
			);
			expect(await authenticate(withUri('https://api.anesya.app/extract/', url))).toMatchObject({
				headers: { Authorization: 'secret-token' },
			});
		},
	);

	it('along with a redirect to another server', async () => {
		expect(await authenticate({ url: 'https://api.anesya.app/' })).toMatchObject({
			allowedDomains: 'api.anesya.app',
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it.each<[string, object]>([
		['through a proxy that a workflow names', { proxy: 'http://127.0.0.1:8080' }],
		['through a proxy that a workflow names', { proxy: { host: '127.0.0.1', port: 8080 } }],
		['without a check of the SSL certificate', { skipSslCertificateValidation: true }],
		['without a check of the SSL certificate', { rejectUnauthorized: false }],
	])('%s: %j', async (how, options) => {
		await expect(authenticate({ url: 'https://api.anesya.app/', ...options })).rejects.toThrow(
			`The Anesya token is not sent ${how}`,
		);
	});

	it.each<[string, IHttpRequestOptions]>([
		['to another server', { url: 'https://example.com/extract/' }],
		['to another port', { url: 'https://api.anesya.app:8443/extract/' }],
		['unencrypted', { url: 'http://api.anesya.app/extract/' }],
		[
			'to a server named in the path',
			{ baseURL: 'https://api.anesya.app', url: '//example.com/extract/' },
		],
		['to one after backslashes', { baseURL: 'https://api.anesya.app', url: '\\\\example.com/' }],
		['to another base', { baseURL: 'https://example.com', url: '/extract/' }],
		['to a host after a user name', { url: 'https://api.anesya.app@example.com/' }],
		['to a path without a server', { url: '/extract/' }],
	])('%s', async (_where, request) => {
		await expect(authenticate(request)).rejects.toThrow(
			'The Anesya token is sent only to the Base URL of its credential',
		);
	});

	it('to any origin except the configured one, whatever the address', async () => {
		const address = fc.oneof(
			fc.webUrl({ withFragments: true, withQueryParameters: true }),
			fc.webUrl().map((url) => url.replace('https:', '')),
			fc.string(),
		);
		await fc.assert(
			fc.asyncProperty(
				address,
				fc.option(fc.webUrl(), { nil: undefined }),
				async (url, baseURL) => {
					const signed = await authenticate({ url, baseURL }).catch(() => undefined);
					if (signed !== undefined)
						expect(new URL(url, baseURL).origin).toBe('https://api.anesya.app');
				},
			),
		);
	});

	it('if the token or the Base URL is unusable', async () => {
		await expect(
			authenticate({ url: 'https://api.anesya.app/' }, { token: undefined }),
		).rejects.toThrow('has no token');
		await expect(
			authenticate({ url: 'http://example.com/' }, { baseUrl: 'http://example.com' }),
		).rejects.toThrow('must start with https://');
		// As n8n's test of the credential would use it.
		const baseUrl = 'https://api.anesya.app/?';
		await expect(authenticate({ baseURL: baseUrl, url: '/extract/' }, { baseUrl })).rejects.toThrow(
			'has a ? or #',
		);
	});
});
