import fc from 'fast-check';

import { parseJson } from '../../../nodes/Anesya/guards/json';
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
	});

	it('keeps __proto__ as a value', () => {
		expect(parseJson('{"name": "__proto__"}')).toEqual({ name: '__proto__' });
	});

	it('is parsed or undefined, however deeply it is nested', () => {
		expect(parseJson(deepJson('[', ']'))).toBeInstanceOf(Array);
		expect(parseJson(deepJson('{"__proto__":', '}'))).toBeUndefined();
	});

	it('keeps everything except the keys __proto__', () => {
		const without = (value: Json): Json => {
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
