import fc from 'fast-check';

import { retryAfterOf, toResponseHead } from '../../../nodes/Anesya/transport/response';
import { anyJson, deepJson } from '../anyJson';
import { responseWith } from './responses';

describe('A response', () => {
	it('carries its status, its JSON and its headers', () => {
		const response = responseWith([{ id: 'x' }], { status: 201, headers: { date: 'today' } });
		expect(response).toMatchObject({ status: 201, json: [{ id: 'x' }], isEmpty: false });
		expect([response.header('date'), response.header('retry-after')]).toEqual(['today', undefined]);
	});

	it('tells an empty body apart from one that is not JSON', () => {
		expect(responseWith('')).toMatchObject({ isEmpty: true, json: undefined });
		expect(responseWith('<html>')).toMatchObject({ isEmpty: false, json: undefined });
	});

	it.each([undefined, 'text', { body: '{}' }])(
		'is not read from a helper that returned %j',
		(raw) => {
			expect(() => toResponseHead(raw, String)).toThrow('did not return a full response');
		},
	);

	it('is not read from a helper that returned no stream', () => {
		expect(() => toResponseHead({ statusCode: 200, body: '{}' }, String)).toThrow('a stream');
	});
});

describe('The delay that a response asks for (Retry-After)', () => {
	const NOW = Date.parse('2025-03-01T12:00:00Z');
	const delayFor = (value: string, more = {}) =>
		retryAfterOf(responseWith('', { headers: { 'retry-after': value, ...more } }), NOW);

	it('is given in seconds', () =>
		expect([' 7 ', '0', '1.5'].map((value) => delayFor(value))).toEqual([7_000, 0, 1_500]));

	it.each(['Sat, 01 Mar 2025 12:01:30 GMT', 'Saturday, 01-Mar-25 12:01:30 GMT'])(
		'or is given as a date: %s',
		(date) => expect(delayFor(date)).toBe(90_000),
	);

	it("counts from the response's own date if it has one, since n8n's clock may be wrong", () => {
		expect(
			delayFor('Sat, 01 Mar 2025 13:00:10 GMT', { date: 'Sat, 01 Mar 2025 13:00:00 GMT' }),
		).toBe(10_000);
		expect(delayFor('Sat, 01 Mar 2025 12:01:30 GMT', { date: 'soon' })).toBe(90_000);
	});

	it('is zero for a date in the past', () =>
		expect(delayFor('Sat, 01 Mar 2025 11:00:00 GMT')).toBe(0));

	it.each([
		'',
		' ',
		'soon',
		'-5 apples',
		'-1',
		'after 60',
		'30s',
		'0x10',
		'1e3',
		'.',
		'2025-03-01',
		'Sat 1 GMT',
		'9'.repeat(400),
	])('is unknown when the header is %j', (value) => {
		expect(delayFor(value)).toBeUndefined();
	});

	it('is unknown without the header', () =>
		expect(retryAfterOf(responseWith(''), NOW)).toBeUndefined());

	it('is a number from 0 or unknown, whatever the header is', () => {
		const likely = fc.oneof(
			fc.string(),
			fc.integer().map(String),
			fc.date().map(String),
			fc.double().map(String),
		);
		fc.assert(
			fc.property(likely, (value) => {
				const delay = delayFor(value) ?? 0;
				return Number.isFinite(delay) && delay >= 0;
			}),
		);
	});
});

describe('The reason that Anesya gives for a refusal', () => {
	const reasonIn = (body: unknown) => responseWith(body, { status: 400 }).reason;

	it.each([
		[{ detail: 'Insufficient credits.', code: 'no_credits' }, 'Insufficient credits.'],
		[
			{ extracts: [{}, { document: ['The submitted file is empty.'] }] },
			'extracts > document: The submitted file is empty.',
		],
		[
			{ schema: { properties: { Total: { type: ['Unknown type.'] } } } },
			'schema > properties > Total > type: Unknown type.',
		],
		[{ detail: ['One.', 'Two.'] }, 'One.; Two.'],
		['"Too late"', 'Too late'],
	])('is read from %j', (body, reason) => expect(reasonIn(body)).toBe(reason));

	it.each(['', '<h1>Nope</h1>', '{}', '[null, 5]'])('is empty for %j', (body) =>
		expect(reasonIn(body)).toBe(''),
	);

	it('is kept short', () => {
		expect(reasonIn(Array(50).fill('Word.'))).toBe('Word.; Word.; Word.; Word.; Word.');
		expect(reasonIn({ detail: 'x'.repeat(10_000) })).toHaveLength(500);
	});

	it.each([
		['[', ']'],
		['{"a":', '}'],
	])('is a short text, however deep the body is: %s%s', (open, close) => {
		expect(reasonIn(deepJson(open, close))).toBe('');
	});

	it('is a short text, whatever the body is', () => {
		fc.assert(fc.property(anyJson, (body) => reasonIn(body).length <= 500));
	});
});
