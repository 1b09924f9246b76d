import { expect } from 'expect';

import type { Check } from '../../../checks';
import type { Place } from '../../place';
import type { ListSearch } from '../../server/searchList';
import { searchList } from '../../server/searchList';
import { extract } from '../parts';
import { createManySchemas } from './manySchemas';

/** The list of schemas that the field Schema shows. */
export const schemaList: Array<Check<Place>> = [
	{
		name: 'the list of the field Schema shows all schemas by name as it is scrolled, and finds one by a part of its name',
		run: async (place) => {
			const { anesya } = place;
			createManySchemas(anesya);
			const late = anesya.createSchema({
				name: 'Bon de commande',
				description: 'Late in the list',
				additional_informations: null,
				schema: null,
			});
			const first = await search(place);
			const second = await search(place, { paginationToken: first.paginationToken });
			const shown = [...anesya.schemas.values()].map(({ id, name }) => ({ name, value: id }));
			expect([...first.results, ...second.results]).toEqual(shown);
			expect([first.results.length, second.paginationToken]).toEqual([50, undefined]);

			const found = await search(place, { filter: 'COMMANDE' });
			expect(found).toEqual({ results: [{ name: late.name, value: late.id }] });
			return `${shown.length} schemas`;
		},
	},
	{
		name: 'with a bad token, the list says what to do instead',
		run: async (place) => {
			const { n8n, anesya } = place;
			const kind = { name: 'Expired', type: 'anesyaApi' };
			const expired = await n8n.api.createCredential(
				{ token: 'expired', baseUrl: anesya.url },
				kind,
			);
			await expect(search(place, {}, expired)).rejects.toThrow(
				/did not accept the token \(HTTP 401\).*Create a new one/s,
			);
		},
	},
];

/** Picks a schema from the list, as a field keeps it. */
export async function pickSchema(place: Place, name: string) {
	const { results } = await search(place, { filter: name });
	const [found] = results;
	if (found === undefined) throw new Error(`The list has no schema ${name}`);
	return { __rl: true, mode: 'list', value: found.value, cachedResultName: found.name };
}

async function search(
	{ n8n }: Place,
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
