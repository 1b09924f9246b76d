import { expect } from 'expect';

import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import type { ListSearch } from '../../server/searchList';
import { searchList } from '../../server/searchList';
import { extract } from '../inputs';
import { createManySchemas } from './manySchemas';

/** The list of the field Schema. */
export const schemaList: Array<TestCase<Environment>> = [
	{
		name: 'the list of the field Schema shows all schemas when scrolled, and finds one by a part of its name',
		run: async (environment) => {
			const { anesya } = environment;
			createManySchemas(anesya);
			const late = anesya.createSchema({
				name: 'Bon de commande',
				description: 'Late in the list',
				additional_informations: null,
				schema: null,
			});
			const first = await search(environment);
			const second = await search(environment, { paginationToken: first.paginationToken });
			const shown = [...anesya.schemas.values()].map(({ id, name }) => ({ name, value: id }));
			expect([...first.results, ...second.results]).toEqual(shown);
			expect([first.results.length, second.paginationToken]).toEqual([50, undefined]);

			const found = await search(environment, { filter: 'COMMANDE' });
			expect(found).toEqual({ results: [{ name: late.name, value: late.id }] });
			return `${shown.length} schemas`;
		},
	},
	{
		name: 'with a bad token, the list says what to do',
		run: async (environment) => {
			const { n8n, anesya } = environment;
			const kind = { name: 'Expired', type: 'anesyaApi' };
			const expired = await n8n.api.createCredential(
				{ token: 'expired', baseUrl: anesya.url },
				kind,
			);
			await expect(search(environment, {}, expired)).rejects.toThrow(
				/did not accept the token \(HTTP 401\).*Create a new one/s,
			);
		},
	},
];

/** Picks a schema from the list. @returns it as the field stores it */
export async function pickSchema(environment: Environment, name: string) {
	const { results } = await search(environment, { filter: name });
	const [found] = results;
	if (found === undefined) throw new Error(`The list has no schema ${name}`);
	return { __rl: true, mode: 'list', value: found.value, cachedResultName: found.name };
}

async function search(
	{ n8n }: Environment,
	typed: Partial<ListSearch> = {},
	credential = n8n.credential,
) {
	const parameters = extract('uploadWithoutWorkflow');
	return await searchList(n8n.api.rest, credential, {
		field: 'schema',
		methodName: 'searchSchemas',
		parameters,
		...typed,
	});
}
