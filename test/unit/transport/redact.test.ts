import fc from 'fast-check';

import { createBodyRedactor, createRedactor } from '../../../nodes/Anesya/transport/redact';

const TOKEN = 'eyJ+4f/9c=1a2b3c4d5e&6f7a8b';
const redact = createRedactor(TOKEN);

const percent = (text: string) =>
	text.replace(/./g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
const html = (text: string) => text.replace(/./g, (one) => `&#${one.charCodeAt(0)};`);
const hex = (text: string) => text.replace(/./g, (one) => `&#x${one.charCodeAt(0).toString(16)};`);

const encodings: Array<[name: string, encode: (text: string) => string]> = [
	['as it is', (text) => text],
	['encoded for a URL', encodeURIComponent],
	['encoded for a URL twice', (text) => encodeURIComponent(encodeURIComponent(text))],
	['with each character encoded for a URL', percent],
	['encoded for HTML', (text) => text.replaceAll('&', '&amp;')],
	['with each character encoded for HTML', html],
	['with each character in hexadecimal for HTML', hex],
	['in JSON with escaped slashes', (text) => JSON.stringify(text).replaceAll('/', '\\/')],
];

describe('A text of a server that holds the token', () => {
	it.each(encodings)('loses it: %s', (_name, encode) => {
		const redacted = redact(`Authorization: ${encode(TOKEN)}, Host: x`);
		expect(redacted).toMatch(/^Authorization: "?\[token\]"?, Host: x$/);
	});

	it.each(encodings)('loses it even if it is cut at both ends: %s', (_name, encode) => {
		expect(redact(`was ${encode(TOKEN.slice(3, 15))}...`)).toMatch(/was "?\[token\]"?\.\.\./);
	});

	it('loses it wherever it is, and however often', () => {
		const around = fc.array(fc.string(), { minLength: 2, maxLength: 4 });
		fc.assert(
			fc.property(around, (texts) => {
				const redacted = redact(texts.join(TOKEN));
				for (let start = 0; start + 8 <= TOKEN.length; start += 1)
					expect(redacted).not.toContain(TOKEN.slice(start, start + 8));
			}),
		);
	});

	it('may be long', () => {
		const redacted = redact(`${'%61'.repeat(20_000)}${TOKEN}`);
		expect(redacted).toBe(`${'a'.repeat(20_000)}[token]`);
	});
});

describe('Any other text of a server', () => {
	it('stays as it is', () => {
		fc.assert(fc.property(fc.string(), (text) => redact(text) === text));
		expect(redact('a%20b &amp; \\/ c')).toBe('a%20b &amp; \\/ c');
	});

	it('may hold fewer characters of the token than give it away', () =>
		expect(redact(`It begins with ${TOKEN.slice(0, 7)}.`)).toContain(TOKEN.slice(0, 7)));

	it.each(['x', 'abc'])('stays as it is beside a token as short as %j', (token) =>
		expect(createRedactor(token)('?!')).toBe('?!'),
	);
});

describe('A body that holds the whole token', () => {
	const redactBody = createBodyRedactor(TOKEN);
	const inJson = JSON.stringify(TOKEN);
	const unicode = TOKEN.replace(/./g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);

	it.each([
		['as it is', TOKEN],
		['encoded for a URL', encodeURIComponent(TOKEN)],
		['with each character encoded for a URL', percent(TOKEN)],
		['in JSON with escaped slashes', inJson.replaceAll('/', '\\/')],
		['in JSON with each character escaped', unicode],
		['in JSON within JSON', JSON.stringify(inJson.replaceAll('/', '\\/'))],
		['in base64', btoa(TOKEN)],
		['in base64 behind another text', btoa(`Bearer ${TOKEN}`)],
		['in base64 of URLs, between other texts', Buffer.from(`ab:${TOKEN}:`).toString('base64url')],
	])('loses it: %s', (_name, written) => {
		const redacted = redactBody(`{"a":${written}}`);
		expect(redacted).toContain('[token]');
		expect(redacted.length).toBeLessThan(40);
	});

	it('loses nothing else, and takes no longer than its length', () => {
		fc.assert(fc.property(fc.string(), (text) => redactBody(text) === text));
		const long = `${TOKEN.slice(0, -1)}\\`.repeat(200_000);
		const began = performance.now();
		expect(redactBody(long)).toBe(long);
		expect(performance.now() - began).toBeLessThan(3_000);
	});
});
