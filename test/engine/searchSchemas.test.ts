import { DEFAULT_SCHEMA_ID } from '../emulator';
import type { Fixture } from './fixture';
import { nodeWith, openFixture } from './fixture';

describe('The list of schemas in the editor', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const search = async (filter?: string, paginationToken?: string) =>
		await fixture.engine.search(nodeWith({ resource: 'schema', operation: 'get' }), {
			method: 'searchSchemas',
			filter,
			paginationToken,
		});
	const create = (count: number, name = 'Schema') => {
		for (let index = 0; index < count; index += 1) {
			fixture.anesya.createSchema({
				name: `${name} ${index}`,
				description: 'One of many',
				additional_informations: null,
				schema: null,
			});
		}
	};

	it('shows names, page by page', async () => {
		create(119);
		const first = await search();
		expect(first.results).toHaveLength(50);
		expect(first.results[0]).toEqual({ name: 'Invoice', value: DEFAULT_SCHEMA_ID });
		const second = await search(undefined, String(first.paginationToken));
		const third = await search(undefined, String(second.paginationToken));
		expect([second.results.length, third.results.length, third.paginationToken]).toEqual([
			50,
			20,
			undefined,
		]);
		expect(
			new Set([first, second, third].flatMap(({ results }) => results.map(({ value }) => value)))
				.size,
		).toBe(120);
	});

	it('finds a schema by a part of its name, also on later pages', async () => {
		create(120);
		create(1, 'Bon de commande');
		const { results, paginationToken } = await search(' COMMANDE ');
		expect(results).toMatchObject([{ name: 'Bon de commande 0' }]);
		expect(paginationToken).toBeUndefined();
	});

	it('reads a few pages at a time if many do not match, and can continue', async () => {
		create(400);
		create(1, 'Last');
		const first = await search('last');
		expect(first.results).toEqual([]);
		expect(fixture.anesya.requests).toHaveLength(5);
		const second = await search('last', String(first.paginationToken));
		expect(second.results).toMatchObject([{ name: 'Last 0' }]);
	});

	it('shows the id of a schema without a name', async () => {
		fixture.anesya.fault({
			path: /schema/,
			fault: {
				kind: 'response',
				status: 200,
				body: '{"count": 1, "next": null, "results": [{"id": "a", "name": null}]}',
			},
		});
		expect((await search()).results).toEqual([{ name: 'a', value: 'a' }]);
	});

	it('says what to do if Anesya does not know the token', async () => {
		fixture.anesya.settings.token = 'another';
		await expect(search()).rejects.toMatchObject({
			message: 'Anesya did not accept the token (HTTP 401)',
			description: expect.stringContaining('Create a new one'),
		});
	});
});
