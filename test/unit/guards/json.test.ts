import fc from 'fast-check';

import { DEEPEST } from '../../../nodes/Anesya/guards/deepJson';
import { isRecord, parseJson } from '../../../nodes/Anesya/guards/json';
import { parsingNotesIn, withNotesOf } from '../../../nodes/Anesya/guards/parsingNotes';
import type { Json } from '../anyJson';
import { anyJson, deepJson, isClean } from '../anyJson';

describe('A JSON text', () => {
	it('is parsed', () => {
		expect(parseJson('{"Total (€)": 553.68, "lines": [null, true]}')).toEqual({
			'Total (€)': 553.68,
			lines: [null, true],
		});
	});

	it.each(['', '<h1>Bad Gateway</h1>', '{"id": "cut o', 'undefined'])(
		'is undefined if it is not JSON: %j',
		(text) => {
			expect(parseJson(text)).toBeUndefined();
		},
	);

	it.each([
		['plainly', '{"__proto__": {"isAdmin": true}, "id": 1}'],
		['with an escaped underscore', '{"\\u005f_proto__": {"isAdmin": true}, "id": 1}'],
		['with an escaped letter', '{"__pr\\u006Fto__": {"isAdmin": true}, "id": 1}'],
		['deep inside', '[{"id": 1, "list": [{"__proto__": []}]}]'],
	])('loses a key __proto__, written %s', (_how, text) => {
		const parsed = parseJson(text);
		expect(JSON.stringify(parsed)).not.toContain('__proto__');
		expect(JSON.stringify(parsed)).toContain('"id":1');
		expect(parsingNotesIn(parsed).leftOut).toEqual(['__proto__']);
	});

	it('keeps __proto__ as a value', () => {
		expect(parseJson('{"name": "__proto__"}')).toEqual({ name: '__proto__' });
	});

	it('is parsed, however deeply it is nested', () => {
		expect(parseJson(deepJson('[', ']'))).toBeInstanceOf(Array);
		expect(parseJson(deepJson('{"__proto__":', '}'))).toEqual({});
		expect(parseJson(deepJson('[1234567890123456789,', ']'))).toBeInstanceOf(Array);
	});

	it.each([
		['lists', '[', ']'],
		['objects', '{"a": ', '}'],
		[
			'both, beside odd numbers and quotes',
			'[{"a]\\"[": NaN, "b": 12345678901234567890, "c": ',
			'}]',
		],
	])('has as text what is nested deeper than later nodes survive: %s', (_what, open, close) => {
		const parsed = parseJson(`[${deepJson(open, close)}, ${deepJson(open, close, 5)}]`);
		const kept = parsingNotesIn(parsed).nested;
		expect(kept).toHaveLength(1);
		let [inner, depth]: [unknown, number] = [parsed, 0];
		for (; typeof inner === 'object' && inner !== null; depth += 1)
			inner = depth === 0 ? Object.values(inner)[0] : Object.values(inner).at(-1);
		expect([depth, inner]).toEqual([DEEPEST, kept[0]]);
		expect(JSON.stringify(parsed).length).toBeGreaterThan(100_000 * close.length);
	});

	it('stays as it is at the greatest depth', () => {
		const text = deepJson('[', ']', DEEPEST);
		expect(JSON.stringify(parseJson(text))).toBe(text);
		expect(parsingNotesIn(parseJson(text)).nested).toEqual([]);
		const deeper = deepJson('[', ']', DEEPEST + 1);
		expect(JSON.stringify(parseJson(deeper))).toBe(deeper.replace('[1]', '"[1]"'));
	});

	it.each(['[', '{"a":'])('is undefined if it is nested deep and cut off: %j', (open) =>
		expect(parseJson(open.repeat(5_000))).toBeUndefined(),
	);

	it('keeps everything except the keys __proto__ and whole numbers beyond 2^53', () => {
		const without = (value: Json): Json => {
			const isLarge = Number.isInteger(value) && !Number.isSafeInteger(value);
			if (isLarge && !String(value).includes('e')) return String(value);
			if (typeof value !== 'object' || value === null) return value;
			if (Array.isArray(value)) return value.map(without);
			const kept = Object.entries(value).filter(([key]) => key !== '__proto__');
			return Object.fromEntries(kept.map(([key, inner]) => [key, without(inner)]));
		};
		fc.assert(
			fc.property(anyJson, (value) => {
				const parsed = parseJson(JSON.stringify(value));
				expect(JSON.stringify(parsed)).toBe(JSON.stringify(without(value)));
				expect(isClean(parsed)).toBe(true);
			}),
		);
	});
});

describe('A number', () => {
	it.each([
		'0',
		'-1',
		'9007199254740991',
		'0.1',
		'19.90',
		'100.000000000000000000000',
		'0.30000000000000004',
		'0.000000000000000000123',
		'1e20',
		'1E+308',
		'0e999',
		'-0.5e-10',
	])('that JavaScript holds stays one: %s', (number) => {
		expect(parseJson(`{"n": ${number}}`)).toEqual({ n: Number(number) });
	});

	it.each([
		'9007199254740993',
		'340434161094042557',
		'-340434161094042557',
		'340434161094042560',
		'123456789012345678.0',
		'1234567.890123456789',
		'0.12345678901234567890',
		'1e400',
		'-1.5E+4000',
		'1e-400',
		`${'9'.repeat(400)}`,
	])('that JavaScript does not hold is kept as text: %s', (number) => {
		expect(parseJson(number)).toBe(number);
		expect(parseJson(`{"n":${number},"list":[1, ${number}]}`)).toEqual({
			n: number,
			list: [1, number],
		});
	});

	it.each([
		['a long text', 'Facture n° 12 '.repeat(10_000)],
		['a text of digits', '4711 340434161094042557 1e400 '.repeat(5_000)],
		['a text of quotes and backslashes', '\\"\n'.repeat(50_000)],
		['many short texts', Array(5_000).fill('Paper 0815')],
	])('is kept beside %s', (_case, content) => {
		const text = JSON.stringify(content);
		for (const number of ['340434161094042557', '-340434161094042557', '1e400']) {
			const own = { n: number, content };
			expect(parseJson(`{"n":${number},"content":${text}}`)).toEqual(own);
			expect(parseJson(`{"content":${text},"n": ${number}}`)).toEqual(own);
		}
		expect(parseJson(`{"content":${text},"n": 12.5}`)).toEqual({ content, n: 12.5 });
	});

	it.each(['NaN', 'Infinity', '-Infinity'])('that is none is null: %s', (written) => {
		expect(parseJson(`{"a": ${written}, "b": [${written}], "c": "${written}"}`)).toEqual({
			a: null,
			b: [null],
			c: written,
		});
	});

	it('that is zero stays equal to zero with a minus before it', () => {
		expect(parseJson('-0.0') === 0).toBe(true);
	});

	it.each([
		['{"text":"a: 340434161094042557, \\" 340434161094042557 \\\\","n":1}'],
		['{"340434161094042557":"NaN"}'],
		['["1e400","\\\\",12]'],
	])('in a text or a name is left alone: %s', (text) => {
		expect(parseJson(text)).toEqual(JSON.parse(text));
	});

	it.each(['{"a": 01234567890123456789}', '[12345678901234567890.]', '[xNaN]', '[-NaN]', 'NaN5'])(
		'that is written as in no language is no JSON: %s',
		(text) => expect(parseJson(text)).toBeUndefined(),
	);

	it('is told wherever it is, as it was written, from copies too', () => {
		const parsed = parseJson('{"a":[{"b":12345678901234567890}],"c":NaN,"d":5}');
		expect(parsingNotesIn(parsed)).toMatchObject({
			asText: ['12345678901234567890'],
			asNull: ['NaN'],
			leftOut: [],
		});
		if (!isRecord(parsed)) throw new Error('Not an object');
		expect(parsingNotesIn({ ...parsed }).asNull).toEqual([]);
		expect(parsingNotesIn(withNotesOf(parsed, { ...parsed })).asNull).toEqual(['NaN']);
	});

	it('never becomes another one, whatever its digits are', () => {
		const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,25})(\.\d{1,25})?([eE][+-]?\d{1,3})?$/);
		const before = fc.constantFrom('[', '[1,', '["a",', '[ ', '[\n\t');
		fc.assert(
			fc.property(digits, before, (number, start) => {
				const parsed = parseJson(`${start}${number}]`);
				const last: unknown = Array.isArray(parsed) ? parsed.at(-1) : undefined;
				if (typeof last === 'string') expect(last).toBe(number);
				else expect(decimal(String(last))).toBe(decimal(number));
			}),
			{ numRuns: 2_000 },
		);
	});
});

/** The value of a number as digits and a power of ten: an own way, slower and plainer. */
function decimal(number: string): string {
	const [mantissa = '', exponent = '0'] = number.toLowerCase().split('e');
	const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
	let [digits, power] = [BigInt(`${whole}${fraction}`), Number(exponent) - fraction.length];
	if (digits === 0n) return '0';
	for (; digits % 10n === 0n; digits /= 10n) power += 1;
	return `${number.startsWith('-') ? '-' : ''}${digits}e${power}`;
}
