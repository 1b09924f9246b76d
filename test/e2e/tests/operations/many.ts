import { randomUUID } from 'node:crypto';
import { expect } from 'expect';

import { DEFAULT_SCHEMA_ID } from '../../../emulator';
import { viewOf } from '../../../emulator/extracts';
import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { extract } from '../inputs';
import { execute } from './execute';

/** More than fit on a page of the list. */
const MANY = 60;

/** Lists of extracts. */
export const many: Array<TestCase<Environment>> = [
	{
		name: 'Get Many gives as many extracts as the limit says, or all of them page by page',
		run: async (environment) => {
			const search = `batch ${randomUUID()}`;
			const stored = Array.from({ length: MANY }, (_, index) =>
				environment.anesya.seed({ documentName: `${search} ${index}.pdf` }),
			);
			const filters = { search };
			const steps = [
				extract('getAll', { limit: 1, filters }),
				extract('getAll', { returnAll: true, filters, simple: false }),
			];
			const { items, error, requests } = await execute(environment, steps);
			expect(error).toBeUndefined();

			const [limited, all] = items.map((each) => each.map(({ json }) => json));
			const newestFirst = stored.toReversed().map((each) => viewOf(each));
			expect(limited).toMatchObject([
				{ id: newestFirst[0]?.id, status: 'FINISHED', schema_name: 'Invoice' },
			]);
			const named = { schema: expect.objectContaining({ name: 'Invoice' }) };
			expect(all).toEqual(newestFirst.map((each) => ({ ...each, ...named })));
			const query = new URLSearchParams(filters);
			expect(requests).toEqual(
				['page=1&size=1', 'page=1&size=50', 'page=2&size=50'].map(
					(page) => `GET /extract/?${query}&${page}`,
				),
			);
			return `${all?.length} extracts`;
		},
	},
	{
		name: 'Get Many filters by search, by metadata, and by workflow and session',
		run: async (environment) => {
			const { anesya } = environment;
			const client = randomUUID();
			const uploadOptions = {
				server: 'EU-1',
				schema: DEFAULT_SCHEMA_ID,
				classifier: null,
				metadata: { client },
			};
			const named = anesya.seed({ documentName: `${client}.pdf` });
			const withMetadata = anesya.seed({ workflow: null, uploadOptions });
			const old = anesya.seed({}, Date.UTC(2024, 1, 29));
			const { items, error, requests } = await execute(
				environment,
				[
					{ search: client.toUpperCase() },
					{ metadata: { entry: { key: 'client', value: client } } },
					{ workflow: anesya.workflowId, session: String(old.session) },
				].map((filters) => extract('getAll', { filters })),
			);
			expect(error).toBeUndefined();
			expect(items.map((each) => each.map(({ json }) => json.id))).toEqual([
				[named.id],
				[withMetadata.id],
				[old.id],
			]);
			expect(requests).toEqual([
				`GET /extract/?search=${client.toUpperCase()}&page=1&size=50`,
				`GET /extract/?meta_key=client&meta_value=${client}&page=1&size=50`,
				`GET /extract/?workflow_id=${anesya.workflowId}&workflow_session_id=${old.session}&page=1&size=50`,
			]);
		},
	},
];
