import { DEFAULT_SCHEMA_ID } from '../emulator';
import type { Seed } from '../emulator/seed';
import type { Fixture } from './fixture';
import { nodeWith, openFixture } from './fixture';
import { byId } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);
jest.mock('../../nodes/Anesya/transport/throttle', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterThrottling(),
);

const OTHER_WORKFLOW = '0f8fad5b-d9cb-469f-a165-70867728950e';
const CREATED = Date.parse('2026-03-05T12:00:00Z');

let fixture: Fixture;
beforeEach(async () => (fixture = await openFixture()));
afterEach(async () => await fixture.close());

const seed = (documentName: string, more: Seed = {}, minutes = 0) =>
	fixture.anesya.seed({ documentName, ...more }, CREATED + minutes * 60_000);

describe('The list of workflows in the editor', () => {
	const search = async (filter?: string) =>
		await fixture.engine.search(nodeWith({ operation: 'uploadAndWait' }), {
			method: 'searchWorkflows',
			filter,
		});

	it.each(['newest first', 'oldest first'] as const)(
		'names the workflows of recent extracts by the schema and the newest document of each (list: %s)',
		async (order) => {
			fixture.anesya.settings.listOrder = order;
			seed('old.pdf', { workflow: OTHER_WORKFLOW });
			for (let minute = 1; minute < 300; minute += 1) seed(`${minute}.pdf`, {}, minute);
			seed('alone.pdf', { workflow: null }, 300);
			const { results, paginationToken } = await search();
			const { workflowId } = fixture.anesya;
			expect(results).toEqual([
				{
					name: expect.stringMatching(
						new RegExp(`^Invoice ${workflowId.slice(0, 8)} \\(2026-03-05 \\d\\d:59, 299.pdf\\)$`),
					),
					value: workflowId,
				},
				{ name: expect.stringMatching(/0f8fad5b \(.+, old\.pdf\)$/), value: OTHER_WORKFLOW },
			]);
			expect(paginationToken).toBeUndefined();
			expect(fixture.anesya.requests.length).toBeLessThanOrEqual(4);
		},
	);

	it.each([1, 60])('says soon that Anesya asks to wait %i seconds', async (seconds) => {
		const headers = { 'Retry-After': String(seconds) };
		fixture.anesya.fault({
			path: /./,
			times: 9,
			fault: { kind: 'response', status: 429, headers },
		});
		const started = performance.now();
		await expect(search()).rejects.toThrow('(HTTP 429)');
		expect(performance.now() - started).toBeLessThan(20_000);
	});

	it('finds a workflow by the name of a document, however old', async () => {
		seed('Bon de commande.pdf', { workflow: OTHER_WORKFLOW });
		for (let minute = 1; minute < 300; minute += 1) seed(`${minute}.pdf`, {}, minute);
		expect((await search(' commande ')).results).toMatchObject([{ value: OTHER_WORKFLOW }]);
		expect((await search('nothing')).results).toEqual([]);
	});

	it.each(['string', 'null'] as const)('copes with rows whose schema is a %s', async (schema) => {
		fixture.anesya.settings.listSchema = schema;
		seed('a.pdf', { workflow: OTHER_WORKFLOW });
		expect((await search()).results).toMatchObject([
			{ name: expect.stringMatching(/^Workflow 0f8fad5b \(.+, a\.pdf\)$/) },
		]);
	});

	it('reads a short list by one request', async () => {
		seed('a.pdf');
		expect((await search()).results).toHaveLength(1);
		expect(fixture.anesya.requests).toHaveLength(1);
	});

	it('says what to do in an account without extracts', async () => {
		await expect(search()).rejects.toThrow(
			/No recently used workflow was found in this Anesya account\. Choose 'By URL' instead/,
		);
	});
});

describe('The list of extracts in the editor', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await fixture.engine.search(nodeWith({ operation: 'get' }), {
			method: 'searchExtracts',
			filter,
			paginationToken,
		});

	it('shows the document, its status and its date, and finds by the name', async () => {
		const { id } = seed('Facture.pdf');
		seed('letter.pdf', { processingMs: 1e15 });
		expect((await search('fact')).results).toEqual([
			{
				name: expect.stringMatching(/^Facture\.pdf \(FINISHED, 2026-03-05 \d\d:00\)$/),
				value: id,
			},
		]);
		fixture.anesya.settings.listCarriesStatus = false;
		expect((await search('fact')).results).toMatchObject([
			{ name: expect.stringMatching(/^Facture\.pdf \(2026-03-05 \d\d:00\)$/) },
		]);
	});

	it.each([
		['leaves out a row without an ID', [{ id: OTHER_WORKFLOW }, { document_name: 'a.pdf' }], 1],
		['does not take rows of something else for an empty list', [{ name: 'a' }], undefined],
	])('%s', async (_case, results, count) => {
		const body = JSON.stringify({ count: results.length, next: null, results });
		fixture.anesya.fault({ path: /./, fault: { kind: 'response', status: 200, body } });
		const shown = search().then(
			(list) => list.results.length,
			() => undefined,
		);
		expect(await shown).toBe(count);
	});

	it('goes on with the next page when scrolled', async () => {
		for (let index = 0; index < 60; index += 1) seed(`${index}.pdf`);
		const first = await search();
		const second = await search('', String(first.paginationToken));
		expect([first.results.length, second.results.length, second.paginationToken]).toEqual([
			50,
			10,
			undefined,
		]);
	});
});

describe('The list of tables in the editor', () => {
	const search = async (parameters = {}, filter?: string) =>
		await fixture.engine.search(
			nodeWith({ operation: 'uploadAndWait', output: 'rows', ...parameters }),
			{
				method: 'searchTables',
				filter,
			},
		);
	const invoice = {
		Total: 5,
		Tags: ['a'],
		Lines: [{ Text: 'Paper', Amount: 2 }, { Discount: 1 }],
		Buyer: { Contacts: [{ Name: 'A' }] },
	};

	it.each([true, false])(
		'has the tables of recent extracts with their columns (list with data: %s)',
		async (listCarriesStatus) => {
			fixture.anesya.settings.listCarriesStatus = listCarriesStatus;
			seed('a.pdf', { data: invoice });
			seed('other.pdf', { workflow: OTHER_WORKFLOW, data: { Rows: [{ A: 1 }] } });
			const { workflowId } = fixture.anesya;
			expect((await search({ workflow: byId(workflowId) })).results).toEqual([
				{ name: 'Lines (Text, Amount, Discount)', value: 'Lines' },
				{ name: 'Buyer.Contacts (Name)', value: 'Buyer.Contacts' },
			]);
			expect((await search({}, 'row')).results).toEqual([{ name: 'Rows (A)', value: 'Rows' }]);
		},
	);

	it('has the tables of the chosen schema where there is one', async () => {
		const cell = { type: 'string', description: 'x' };
		const lines = { type: 'array', items: { type: 'object', properties: { Text: cell } } };
		const { id } = fixture.anesya.createSchema({
			name: 'Order',
			description: 'Orders',
			additional_informations: null,
			schema: {
				type: 'object',
				properties: { Lines: lines, Order: { type: 'object', properties: { Taxes: lines } } },
			},
		});
		expect(
			(await search({ operation: 'uploadWithoutWorkflowAndWait', schema: byId(id) })).results,
		).toEqual([
			{ name: 'Lines (Text)', value: 'Lines' },
			{ name: 'Order.Taxes (Text)', value: 'Order.Taxes' },
		]);
	});

	it('says what to do where there is no table', async () => {
		seed('a.pdf', { data: { Total: 5 } });
		await expect(search()).rejects.toThrow(
			/^No table was found in recent extracts\. Choose 'By Name'/,
		);
	});
});

describe('The list of schemas in the editor', () => {
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
