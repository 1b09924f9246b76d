import { expect } from 'expect';

import type { Check } from '../../../checks';
import { viewOf } from '../../../emulator/extracts';
import type { Place } from '../../place';
import { extract } from '../parts';
import { CALLED_WITH, execute } from './execute';

const DATA = {
	Numéro: 'É-7',
	Total: 12.5,
	Lines: [
		{ Article: 'Pen', Price: 2 },
		{ Article: 'Ink', Price: 10.5 },
	],
};

/** An extract that is there is read, and taken away. */
export const reading: Array<Check<Place>> = [
	{
		name: 'Get gives a whole extract, its short form, or its data, with one request each',
		run: async (place) => {
			const stored = place.anesya.seed({ documentName: 'Commande.pdf', data: DATA });
			const { id } = stored;
			const { items, error, requests } = await execute(
				place,
				[
					extract('get', { extractId: CALLED_WITH, output: 'extract', simple: false }),
					extract('get', { output: 'extract' }),
					extract('get', { options: { withDetails: true } }),
					extract('get', { extractId: '={{ $json._extract.id }}', output: 'rows' }),
				],
				id,
			);
			expect(error).toBeUndefined();
			expect(requests).toEqual(items.map(() => `GET /extract/${id}/`));

			const [whole, short, data, rows] = items.map((each) => each.map(({ json }) => json));
			expect(whole).toEqual([viewOf(stored)]);
			expect(short).toMatchObject([
				{ id, document_name: 'Commande.pdf', status: 'FINISHED', extracted_data: DATA },
			]);
			expect(short?.[0]).not.toHaveProperty('content');
			expect(data).toEqual([
				{ ...DATA, _extract: expect.objectContaining({ id, workflow: stored.workflow }) },
			]);
			const { Lines: lines, ...others } = DATA;
			expect(rows).toEqual(lines.map((line) => ({ ...line, ...others })));
		},
	},
	{
		name: 'Delete takes an extract away, and a Get after it says that it is gone',
		run: async (place) => {
			const { id } = place.anesya.seed();
			const bystander = place.anesya.seed();
			const { items, error, requests } = await execute(
				place,
				[extract('delete', { extractId: CALLED_WITH }), extract('get')],
				id,
			);
			expect(items.map((each) => each.map(({ json }) => json))).toEqual([
				[{ deleted: true, id }],
				[],
			]);
			expect(requests).toEqual([`DELETE /extract/${id}/`, `GET /extract/${id}/`]);
			expect(place.anesya.extracts.has(id)).toBe(false);
			expect(place.anesya.extracts.has(bystander.id)).toBe(true);
			expect(error?.message).toContain('Anesya does not know this ID (HTTP 404)');
			expect(error?.description).not.toBe('');
			return `"${error?.description}"`;
		},
	},
];
