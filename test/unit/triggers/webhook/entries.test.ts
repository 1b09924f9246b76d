import fc from 'fast-check';

import {
	entriesFrom,
	hasExtractFields,
	idsOf,
} from '../../../../nodes/Anesya/triggers/webhook/entries';
import { anyJson } from '../../anyJson';

const ID = 'dac926a0-d0f9-47f0-9678-bb9a562475af';
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const idsIn = (data: Parameters<typeof entriesFrom>[0]) => entriesFrom(data).map(({ id }) => id);
const namesIn = (data: Parameters<typeof entriesFrom>[0]) =>
	entriesFrom(data).map(({ name }) => name);

describe('The entries of a delivery', () => {
	it.each([
		['one extract', { id: ID, document_name: 'a.pdf' }, [ID]],
		[
			'an extract with images that have their own ids',
			{ id: ID, document_name: 'a.pdf', content_images: [{ id: OTHER }] },
			[ID],
		],
		['an extract with only its id', { id: ID }, [ID]],
		['an id', ID, [ID]],
		['a list of extracts', [{ id: ID }, { id: OTHER }], [ID, OTHER]],
		['a list of ids', [ID, OTHER], [ID, OTHER]],
		[
			'a workflow with its extracts',
			{ id: 12, name: 'Invoices', tags: ['a'], extracts: [{ id: ID }, { id: OTHER }] },
			[ID, OTHER],
		],
		['a session', { workflow_session_id: 1758718492 }, [undefined]],
		['an empty object', {}, [undefined]],
		['an empty list', [], [undefined]],
		['null', null, [undefined]],
		['a call without data', undefined, [undefined]],
	])('are found in %s', (_name, data, ids) => {
		expect(idsIn(data)).toEqual(ids);
	});

	it('have the same id in upper and lower case', () => {
		expect(namesIn({ id: ID.toUpperCase() })).toEqual([ID]);
	});

	it('have a name but nothing to fetch if their id is of another kind', () => {
		expect(entriesFrom({ id: 1758718492 })).toEqual([
			{ name: '1758718492', raw: { id: 1758718492 } },
		]);
		for (const id of ['../workflow', '<b>', 'x'.repeat(1e6), '1'.repeat(50), 1e99, -1])
			expect(entriesFrom({ id })).toEqual([{ raw: { id } }]);
	});

	it('keep everything that a list contains', () => {
		expect(entriesFrom([{ id: ID }, 'text', null]).map(({ raw }) => raw)).toEqual([
			{ id: ID },
			'text',
			null,
		]);
	});

	it('are at least one for any data, and have short names', () => {
		fc.assert(
			fc.property(anyJson, (data) => {
				const entries = entriesFrom(data);
				expect(entries.length).toBeGreaterThan(0);
				for (const { name } of entries) expect((name ?? '').length).toBeLessThanOrEqual(100);
			}),
		);
	});
});

describe('What is passed on of an entry', () => {
	it.each([
		[
			'its ids',
			{ id: ID, workflow_session_id: 7, name: 'x', total: 5 },
			{ id: ID, workflow_session_id: 7 },
		],
		['an id alone', ID, { id: ID }],
		['no text that is not an id', { id: 'Total: 5', workflow: '<b>', session: { a: 1 } }, null],
		['nothing of nothing', null, null],
	])('is %s', (_name, data, ids) => {
		expect(entriesFrom(data).map(idsOf)).toEqual([ids]);
	});
});

describe('An extract', () => {
	it.each([
		['its own fields', { document_name: null }, true],
		['data of its own', { id: ID, extracted_data: {} }, true],
		['an id alone', { id: ID, name: 'Invoices' }, false],
		['a text', ID, false],
		['nothing', null, false],
	])('is recognised, or not, by %s', (_name, raw, isRecognised) => {
		expect(hasExtractFields(raw)).toBe(isRecognised);
	});
});
