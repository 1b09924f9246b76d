import { expect } from 'expect';

import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { byId, schema } from '../inputs';
import { execute } from './execute';
import { createManySchemas } from './manySchemas';

const NAME = 'Orders of customers';

const FIELDS = [
	{ name: 'Numéro', type: 'string', description: 'The number of the order', required: true },
	{ name: 'Total', type: 'number' },
	{ name: 'State', type: 'enum', choices: 'open, paid' },
	{
		name: 'Lines',
		type: 'table',
		columns: { column: [{ name: 'Article' }, { name: 'Quantity', type: 'integer' }] },
	},
];

const TYPED = {
	type: 'object',
	required: ['Numéro'],
	properties: {
		Numéro: { type: 'string', description: 'The number of the order' },
		Total: { type: 'number', description: 'Total' },
		State: { type: 'enum', description: 'State', enum: ['open', 'paid'] },
		Lines: {
			type: 'array',
			description: 'Lines',
			items: {
				type: 'object',
				required: [],
				properties: {
					Article: { type: 'string', description: 'Article' },
					Quantity: { type: 'integer', description: 'Quantity' },
				},
			},
		},
	},
};

/** Schemas are created, read and listed. */
export const schemas: Array<TestCase<Environment>> = [
	{
		name: 'Create creates a schema from the fields in its table, each with its type, and Get reads it',
		run: async (environment) => {
			const options = { additionalInformation: 'Dates are written day first.' };
			const create = schema('create', {
				name: NAME,
				description: 'Orders',
				fields: { field: FIELDS },
				options,
			});
			const { items, error, requests } = await execute(environment, [
				create,
				schema('get', { schema: byId('={{ $json.id }}') }),
			]);
			expect(error).toBeUndefined();

			const id = String(items[0]?.[0]?.json.id);
			const kept = environment.anesya.schemas.get(id);
			expect(kept).toMatchObject({
				name: NAME,
				description: 'Orders',
				additional_informations: options.additionalInformation,
				schema: TYPED,
			});
			for (const each of items) expect(each.map(({ json }) => json)).toEqual([kept]);
			expect(requests).toEqual(['POST /schema/', `GET /schema/${id}/`]);
		},
	},
	{
		name: 'Get Many gives as many schemas as the limit says, or all of them page by page',
		run: async (environment) => {
			const { anesya } = environment;
			createManySchemas(anesya);
			const { items, requests } = await execute(environment, [
				schema('getAll', { limit: 1 }),
				schema('getAll', { returnAll: true }),
			]);
			const [limited = [], all = []] = items;
			expect(limited.map(({ json }) => json)).toEqual([...anesya.schemas.values()].slice(0, 1));
			expect(all.map(({ json }) => json)).toEqual([...anesya.schemas.values()]);
			expect(requests).toEqual(
				['1&size=1', '1&size=50', '2&size=50'].map((page) => `GET /schema/?page=${page}`),
			);
			return `${all.length} schemas`;
		},
	},
];
