import { fileAddress, redirectAddress } from '../../../nodes/Anesya/transport/fileAddress';

const BASE = 'https://api.anesya.app';
const LOCAL = 'http://127.0.0.1:4010';

describe('The address of a file, and whether the token is sent there', () => {
	it.each([
		['/document/a/?type=extract', BASE, 'https://api.anesya.app/document/a/?type=extract', true],
		['/images/a/', 'https://proxy.example/anesya', 'https://proxy.example/anesya/images/a/', true],
		['images/a/', 'https://proxy.example/anesya', 'https://proxy.example/anesya/images/a/', true],
		['https://api.anesya.app/images/a/', BASE, 'https://api.anesya.app/images/a/', true],
		['https://storage.example/a?b=c', BASE, 'https://storage.example/a?b=c', false],
		['//storage.example/a', BASE, 'https://storage.example/a', false],
		['/\\storage.example/a', BASE, 'https://api.anesya.app//storage.example/a', true],
		['https://api.anesya.app.evil.example/a', BASE, 'https://api.anesya.app.evil.example/a', false],
		['https://api.anesya.app@evil.example/a', BASE, 'https://api.anesya.app@evil.example/a', false],
		['https://api.anesya.app:8443/a', BASE, 'https://api.anesya.app:8443/a', false],
		['http://localhost:9000/a', LOCAL, 'http://localhost:9000/a', false],
	])('%s, given by %s', (address, base, url, withToken) =>
		expect(fileAddress(address, base)).toEqual({ url, withToken }),
	);

	it.each([
		['http://storage.example/a', BASE],
		['http://127.0.0.1:5678/rest/settings', BASE],
		['http://storage.example/a', LOCAL],
		['http://api.anesya.app/a', BASE],
		['file:///etc/passwd', BASE],
		['data:text/plain,x', BASE],
		['https://', BASE],
	])('%s, given by %s, is not loaded', (address, base) =>
		expect(() => fileAddress(address, base)).toThrow('not safe to load from'),
	);

	it('a redirect within Anesya keeps the token', () => {
		expect(
			redirectAddress('/media/a', { url: `${BASE}/document/a/`, withToken: true }, BASE),
		).toEqual({ url: `${BASE}/media/a`, withToken: true });
	});

	it('a redirect elsewhere drops the token, and a redirect back does not restore it', () => {
		const away = redirectAddress(
			'https://storage.example/a',
			{ url: `${BASE}/document/a/`, withToken: true },
			BASE,
		);
		expect(away).toEqual({ url: 'https://storage.example/a', withToken: false });
		expect(redirectAddress(`${BASE}/extract/`, away, BASE)).toEqual({
			url: `${BASE}/extract/`,
			withToken: false,
		});
	});

	it('a redirect to plain http is not followed', () => {
		expect(() =>
			redirectAddress('http://api.anesya.app/a', { url: `${BASE}/a/`, withToken: true }, BASE),
		).toThrow('not safe');
	});
});
