import fc from 'fast-check';

import {
	documentNameOf,
	hasEnded,
	idsIn,
	isExtract,
	latestCreatedAtOf,
	parseExtracts,
} from '../../../nodes/Anesya/api/extract';
import { getExtract } from '../../../nodes/Anesya/api/getExtract';
import { listExtracts } from '../../../nodes/Anesya/api/listExtracts';
import { parsingNotesIn } from '../../../nodes/Anesya/guards/parsingNotes';
import { anyJson } from '../anyJson';
import { apiWith, responseWith } from '../transport/responses';

describe('The date of an extract', () => {
	it.each([
		['2026-11-30T12:05:07Z', 0],
		['2026-11-30T12:05:00.0100Z', 0],
		['2026-11-30T12:00:07+01:00', 0],
		['2026-11-30T12:05:00Z', 60_000],
		['2026-11-30T12:05:00.000Z', 60_000],
		['2026-11-30 12:05Z', 60_000],
		['2026-11-30T12:00:00Z', 3_600_000],
		['2026-11-30', 86_400_000],
	])('that is %s may mean a moment that is %i milliseconds later', (created_at, later) => {
		expect(latestCreatedAtOf({ created_at })).toBe(Date.parse(created_at) + later);
	});

	it('that is missing or odd means no moment', () => {
		for (const created_at of [undefined, null, 'yesterday', 12])
			expect(latestCreatedAtOf({ created_at })).toBeNaN();
	});
});

describe('A value is an extract', () => {
	it('if it has an id and a status, known or not', () => {
		expect(isExtract({ id: 'x', status: 'CREATED' })).toBe(true);
		expect(isExtract({ id: 'x', status: 'A_LATER_ONE', more: 1 })).toBe(true);
	});

	it.each([
		null,
		'x',
		[],
		[{ id: 'x', status: 'CREATED' }],
		{},
		{ id: 'x' },
		{ id: '', status: 'CREATED' },
		{ id: 1, status: 'CREATED' },
	])('but not if it is %j', (value) => expect(isExtract(value)).toBe(false));

	it('only if both are texts, whatever else it is', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				if (isExtract(value))
					expect(value).toMatchObject({
						id: expect.stringMatching(/./s),
						status: expect.any(String),
					});
			}),
		);
	});
});

describe('An extract', () => {
	it.each([
		['CREATED', false],
		['IN_PROGRESS', false],
		['FINISHED', true],
		['ERROR', true],
		['A_LATER_ONE', false],
	])('with the status %s has ended: %s', (status, ended) =>
		expect(hasEnded({ id: 'x', status })).toBe(ended),
	);

	it.each([
		['invoice.pdf', 'invoice.pdf'],
		[null, 'x'],
		['', 'x'],
		[undefined, 'x'],
	])('named %j is called %s', (document_name, name) => {
		expect(documentNameOf({ id: 'x', status: 'CREATED', document_name })).toBe(name);
	});
});

describe('A known status in another case is that status', () => {
	it.each([
		['finished', 'FINISHED'],
		['Error', 'ERROR'],
		['In_Progress', 'IN_PROGRESS'],
		['A_Later_One', 'A_Later_One'],
	])('%s is %s in an upload, a single read and a list', async (status, known) => {
		const row = { id: 'x', status };
		const expected = { id: 'x', status: known };
		expect(parseExtracts(responseWith([row]), 'an extract')).toEqual([expected]);
		const single = apiWith(async () => responseWith(row));
		expect(await getExtract(single, 'x')).toMatchObject({ extract: expected });
		const page = apiWith(async () => responseWith({ count: 1, next: null, results: [row] }));
		expect(await listExtracts(page, {}).next()).toEqual({ done: false, value: expected });
	});

	it('and the numbers beside it are still known to be text', async () => {
		const row = '{ "id": "x", "status": "finished", "number": 12345678901234567890 }';
		const { extract } = await getExtract(
			apiWith(async () => responseWith(row)),
			'x',
		);
		expect(parsingNotesIn(extract).asText).toEqual(['12345678901234567890']);
	});
});

describe('The IDs in a response that is not understood', () => {
	const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];

	it.each<[string, unknown]>([
		['a list', [{ id: a }, { id: b }]],
		['a page of a list', { count: 2, results: [{ id: a }, { id: b }] }],
		['an envelope of any name', { ok: true, extracts: [{ id: a }, { id: b }] }],
		['a list of bare IDs', [a, b]],
		['such a list in an envelope', { ids: [a, b] }],
		['a list that repeats one', [{ id: a }, { id: a.toUpperCase() }, { id: b }]],
	])('are found in %s, each once', (_case, json) => expect(idsIn(json)).toEqual([a, b]));

	it.each([null, 42, 'sorry', '', [], {}, { detail: 'No.' }, { workflow: a }, ['sorry', null, 1]])(
		'are none in %j',
		(json) => expect(idsIn(json)).toEqual([]),
	);

	it('are that of an object with an ID, and of nothing in it', () => {
		expect(idsIn({ id: a, schema: { id: b } })).toEqual([a]);
	});
});
