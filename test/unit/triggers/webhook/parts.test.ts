import fc from 'fast-check';
import { anyJson } from '../../anyJson';
import { partsOf } from '../../../../nodes/Anesya/triggers/webhook/delivery';

const ID = 'dac926a0-d0f9-47f0-9678-bb9a562475af';
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const idsIn = (data: Parameters<typeof partsOf>[0]) => partsOf(data).map(({ id }) => id);
const namesIn = (data: Parameters<typeof partsOf>[0]) => partsOf(data).map(({ name }) => name);

describe('the parts of a delivery', () => {
	it.each([
		['one extract', { id: ID, document_name: 'a.pdf' }, [ID]],
		[
			'an extract with images that have ids of their own',
			{ id: ID, document_name: 'a.pdf', content_images: [{ id: OTHER }] },
			[ID],
		],
		['an extract by its id alone', { id: ID }, [ID]],
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
		['nothing', null, [undefined]],
		['something without data', undefined, [undefined]],
	])('understand %s', (_name, data, ids) => {
		expect(idsIn(data)).toEqual(ids);
	});

	it('recognise an id in whatever case it is written', () => {
		expect(namesIn({ id: ID.toUpperCase() })).toEqual([ID]);
	});

	it('recognise what has an id of another kind, but fetch nothing for it', () => {
		expect(partsOf({ id: 1758718492 })).toEqual([
			{ name: '1758718492', given: { id: 1758718492 } },
		]);
		expect(partsOf({ id: '../workflow' })).toEqual([
			{ name: '../workflow', given: { id: '../workflow' } },
		]);
	});

	it('lose nothing that a list holds', () => {
		expect(partsOf([{ id: ID }, 'text', null]).map(({ given }) => given)).toEqual([
			{ id: ID },
			'text',
			null,
		]);
	});

	it('are one at least, whatever comes, with short names', () => {
		fc.assert(
			fc.property(anyJson, (data) => {
				const parts = partsOf(data);
				expect(parts.length).toBeGreaterThan(0);
				for (const { name } of parts) expect((name ?? '').length).toBeLessThanOrEqual(100);
			}),
		);
	});
});
