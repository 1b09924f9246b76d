import { expect } from 'expect';

import { viewOf } from '../../../emulator/extracts';
import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { extract } from '../inputs';
import { CALLED_WITH, execute } from './execute';

const DATA = {
	Numéro: 'É-7',
	Total: 12.5,
	Lines: [
		{ Article: 'Pen', Price: 2 },
		{ Article: 'Ink', Price: 10.5 },
	],
};

/** An existing extract is read, and deleted. */
export const reading: Array<TestCase<Environment>> = [
	{
		name: 'Get gives a whole extract, or its data, with one request each',
		run: async (environment) => {
			const stored = environment.anesya.seed({ documentName: 'Commande.pdf', data: DATA });
			const { id } = stored;
			const { items, error, requests } = await execute(
				environment,
				[
					extract('get', { extractId: CALLED_WITH, output: 'extract' }),
					extract('get', { options: { withDetails: true } }),
					extract('get', { extractId: '={{ $json._extract.id }}', output: 'rows' }),
				],
				id,
			);
			expect(error).toBeUndefined();
			expect(requests).toEqual(items.map(() => `GET /extract/${id}/`));

			const [whole, data, rows] = items.map((each) => each.map(({ json }) => json));
			expect(whole).toEqual([viewOf(stored)]);
			expect(data).toEqual([
				{ ...DATA, _extract: expect.objectContaining({ id, workflow: stored.workflow }) },
			]);
			const { Lines: lines, ...others } = DATA;
			expect(rows).toEqual(lines.map((line) => ({ ...line, ...others })));
		},
	},
	{
		name: 'Delete deletes an extract, and Get then says that it does not exist',
		run: async (environment) => {
			const { id } = environment.anesya.seed();
			const bystander = environment.anesya.seed();
			const { items, error, requests } = await execute(
				environment,
				[extract('delete', { extractId: CALLED_WITH }), extract('get')],
				id,
			);
			expect(items.map((each) => each.map(({ json }) => json))).toEqual([
				[{ deleted: true, id }],
				[],
			]);
			expect(requests).toEqual([`DELETE /extract/${id}/`, `GET /extract/${id}/`]);
			expect(environment.anesya.extracts.has(id)).toBe(false);
			expect(environment.anesya.extracts.has(bystander.id)).toBe(true);
			expect(error?.message).toContain('Anesya does not know this ID (HTTP 404)');
			expect(error?.description).not.toBe('');
			return `"${error?.description}"`;
		},
	},
];
