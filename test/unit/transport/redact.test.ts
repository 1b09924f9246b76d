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

/** A text in lines of a length, and how a server may write the ends of the lines. */
const wrapped = (text: string, length: number, end: string) =>
	(text.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join(end);
const LINE_ENDS = ['\n', '\r\n', '\n\t', ' ', '\\n', '\\r\\n', '\\\\n', '\\u000a', '%0D%0A'];

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

	it('loses it in base64 wherever it is, and however that is wrapped into lines', () => {
		const tokens = [TOKEN, `${'eyJ>?~'.repeat(20)}${TOKEN}`];
		const text = fc.string({ unit: 'binary-ascii' });
		const lines = fc.record({
			length: fc.oneof(fc.constantFrom(64, 76), fc.integer({ min: 1, max: 80 })),
			end: fc.constantFrom(...LINE_ENDS),
		});
		const encode = fc.constantFrom<Array<(bytes: Buffer) => string>>(
			(bytes) => bytes.toString('base64'),
			(bytes) => bytes.toString('base64url'),
			(bytes) => bytes.toString('base64').replaceAll('/', '\\/').replaceAll('+', '\\u002b'),
		);
		const all = fc.tuple(fc.constantFrom(...tokens), text, text, encode, lines);
		fc.assert(
			fc.property(all, ([token, before, after, encoded, { length, end }]) => {
				const base64 = encoded(Buffer.from(before + token + after));
				// A line may not end within an escaped character.
				const body = base64.includes('\\') ? base64 : wrapped(base64, length, end);
				const shown = createBodyRedactor(token)(`{"a":"${body}"}`);
				expect(shown).toContain('[token]');
				const left = shown.slice(6, -2).split('[token]').join('').length;
				const around = 4 * Math.ceil((before.length + after.length + 8) / 3);
				expect(left).toBeLessThanOrEqual((around * body.length) / base64.length + end.length + 12);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('loses it in base64 that begins anew, or comes twice', () => {
		const base64 = btoa(TOKEN);
		const written = `${base64.slice(0, 10)}\n${base64}${wrapped(base64, 9, '\r\n')}`;
		expect(redactBody(written).split('[token]')).toHaveLength(3);
	});

	it('loses nothing else, and takes no longer than its length', () => {
		fc.assert(fc.property(fc.string(), (text) => redactBody(text) === text));
		const long = `${TOKEN.slice(0, -1)}\\`.repeat(50_000);
		const began = performance.now();
		expect(redactBody(long)).toBe(long);
		expect(performance.now() - began).toBeLessThan(3_000);
	});

	it.each([' ', '\n', '\\n', '%0a', '\\'])(
		'takes no longer than its length where base64 of it nearly begins, and %j follows',
		(space) => {
			const base64 = btoa(TOKEN);
			for (const part of [base64.slice(0, 20), base64.charAt(0)]) {
				const long = `${part}${space.repeat(500)}`.repeat(2_000) + space.repeat(1_000_000);
				const began = performance.now();
				expect(redactBody(long)).toBe(long);
				expect(performance.now() - began).toBeLessThan(3_000);
			}
		},
	);
});
