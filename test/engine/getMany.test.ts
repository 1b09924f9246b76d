import type { Seed } from '../emulator/seed';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

/** The filter by metadata. */
const metadata = (key: string, value = '') => ({ metadata: { entry: { key, value } } });

const OTHER_WORKFLOW = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('Get Many extracts', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture()));
	afterEach(async () => await fixture.close());

	const list = (more = {}) => ({ operation: 'getAll', ...more });
	const seed = (count: number, more: Seed = {}) =>
		Array.from({ length: count }, (_, index) =>
			fixture.anesya.seed({ documentName: `${index}.pdf`, ...more }, 1_700_000_000_000 + index),
		);
	const lists = () => fixture.anesya.requests.filter(({ path }) => path === '/extract/');
	const start = [{ json: {} }];

	it('outputs the first 50 by default, one item each, linked to its input item', async () => {
		seed(60);
		const { items } = await fixture.run(list(), start);
		expect(items).toHaveLength(50);
		expect(items[0]).toMatchObject({
			json: { document_name: '59.pdf', status: 'FINISHED' },
			pairedItem: { item: 0 },
		});
		expect(lists()).toMatchObject([{ query: { page: '1', size: '50' } }]);
	});

	it('outputs all of them page by page, each once', async () => {
		seed(130);
		const { json } = await fixture.run(list({ returnAll: true }), start);
		expect(new Set(json.map(({ id }) => id)).size).toBe(130);
		expect(lists().map(({ query }) => query.page)).toEqual(['1', '2', '3']);
	});

	it('asks for no more rows than the limit', async () => {
		seed(60);
		const { json } = await fixture.run(list({ limit: 3 }), start);
		expect(json).toHaveLength(3);
		expect(lists()).toMatchObject([{ query: { size: '3' } }]);
	});

	it('reads all from a server that allows smaller pages only', async () => {
		fixture.anesya.settings.maxPageSize = 20;
		seed(45);
		const { json } = await fixture.run(list({ returnAll: true }), start);
		expect(json).toHaveLength(45);
	});

	it.each([
		[{ search: 'b' }, { search: 'b' }, ['b.pdf']],
		[{ workflow: OTHER_WORKFLOW.toUpperCase() }, { workflow_id: OTHER_WORKFLOW }, ['b.pdf']],
		[
			{ workflow: `https://app.example.com/workflow/${OTHER_WORKFLOW}` },
			{ workflow_id: OTHER_WORKFLOW },
			['b.pdf'],
		],
		[{ session: '={{ 1700000000 }}' }, { workflow_session_id: '1700000000' }, ['a.pdf']],
		[metadata('customer'), { meta_key: 'customer' }, ['c.pdf']],
		[metadata('customer', '4711'), { meta_key: 'customer', meta_value: '4711' }, ['c.pdf']],
		[metadata('customer', '4712'), { meta_key: 'customer', meta_value: '4712' }, []],
		[metadata('', '4711'), { meta_value: '4711' }, ['c.pdf']],
		[{ search: ' ', workflow: '', session: '' }, {}, ['c.pdf', 'b.pdf', 'a.pdf']],
	])('filters by %j', async (filters, query, names) => {
		const uploadOptions = {
			server: 'EU-1',
			schema: null,
			classifier: null,
			metadata: { customer: '4711' },
		};
		fixture.anesya.seed({ documentName: 'a.pdf' }, 1_700_000_000_000);
		fixture.anesya.seed({ documentName: 'b.pdf', workflow: OTHER_WORKFLOW }, 1_700_000_001_000);
		fixture.anesya.seed(
			{ documentName: 'c.pdf', workflow: null, uploadOptions },
			1_700_000_002_000,
		);
		const { json } = await fixture.run(list({ filters }), start);
		expect(json.map(({ document_name }) => document_name)).toEqual(names);
		expect(lists()[0]?.query).toEqual({ page: '1', size: '50', ...query });
	});

	it('simplifies each row, or outputs it unchanged', async () => {
		seed(1);
		const simple = await fixture.run(list(), start);
		expect(simple.json[0]).toMatchObject({
			schema_name: 'Invoice',
			extracted_data: { seeded: true },
		});
		expect(simple.json[0]).not.toHaveProperty('document_url');
		const raw = await fixture.run(list({ simple: false }), start);
		expect(raw.json[0]).toMatchObject({
			schema: { name: 'Invoice', description: 'Fields of an invoice' },
			document_url: expect.stringContaining('/document/'),
		});
	});

	it.each([
		['object', { schema_name: 'Invoice' }],
		['string', { schema: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
		['null', { schema: null }],
	] as const)('takes a row whose schema is given as %s', async (listSchema, expected) => {
		fixture.anesya.settings.listSchema = listSchema;
		seed(1);
		const { json } = await fixture.run(list(), start);
		expect(json).toMatchObject([expected]);
	});

	it('says so if rows have no status', async () => {
		fixture.anesya.settings.listCarriesStatus = false;
		seed(2);
		const { json, hints } = await fixture.run(list(), [{ json: {} }, { json: {} }]);
		expect(json).toHaveLength(4);
		expect(json[0]).not.toHaveProperty('status');
		expect(hints).toEqual([
			"Anesya's list does not include status and extracted_data for these extracts. Use Get to read one of them.",
		]);
	});

	it('outputs no item if there is none', async () => {
		const { items, error } = await fixture.run(list({ filters: { search: 'nothing' } }), start);
		expect([items, error]).toEqual([[], undefined]);
	});

	it('never follows a next that leads elsewhere', async () => {
		const body = JSON.stringify({
			count: 2,
			next: 'http://127.0.0.1:9/extract/?page=2',
			results: [{ id: 'a' }],
		});
		const second = JSON.stringify({ count: 2, next: null, results: [{ id: 'b' }] });
		fixture.anesya.fault({ path: /^\/extract\/$/, fault: { kind: 'response', status: 200, body } });
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			fault: { kind: 'response', status: 200, body: second },
		});
		const { json } = await fixture.run(list({ returnAll: true }), start);
		expect(json).toEqual([{ id: 'a' }, { id: 'b' }]);
		expect(lists()).toHaveLength(2);
	});

	it.each([
		['an empty page', { status: 200, body: { count: 60, next: null, results: [] } }],
		['a page that does not exist', { status: 404, body: { detail: 'Invalid page.' } }],
	])('says how many came if the list ends early, with %s', async (_case, pageBehind) => {
		seed(20);
		const next = 'http://127.0.0.1:9/extract/?page=2';
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			times: 100,
			fault: {
				kind: 'changed',
				change: (real) =>
					real.status === 200
						? { ...real, body: { ...Object(real.body), count: 60, next } }
						: { ...real, ...pageBehind },
			},
		});
		const { json, hints } = await fixture.run(list({ returnAll: true }), start);
		expect(json).toHaveLength(20);
		expect(hints.join()).toContain('Only 20 of the 60 extracts that Anesya counts came');
	});

	it('survives a transient error of a page', async () => {
		seed(60);
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			fault: { kind: 'response', status: 429, headers: { 'Retry-After': '0' } },
		});
		const { json } = await fixture.run(list({ returnAll: true }), start);
		expect(json).toHaveLength(60);
	});

	it('goes to the error output when it is refused', async () => {
		seed(1);
		fixture.anesya.fault({
			path: /^\/extract\/$/,
			fault: { kind: 'response', status: 400, body: '{"page": ["Invalid."]}' },
		});
		const result = await fixture.run(list(), [{ json: { row: 1 } }, { json: { row: 2 } }], {
			onError: 'continueErrorOutput',
		});
		expect(result.json).toHaveLength(1);
		expect(result.failed).toMatchObject([
			{
				json: {
					error: { message: expect.stringContaining('did not accept the request (HTTP 400)') },
				},
			},
		]);
		expect(JSON.stringify(result.failed)).toContain(
			'page: Invalid. Check the values in the fields of this node.',
		);
	});

	it.each([true, false])(
		'filters by status although Anesya cannot, until the limit is reached (list with status: %s)',
		async (listCarriesStatus) => {
			fixture.anesya.settings.listCarriesStatus = listCarriesStatus;
			seed(3);
			seed(55, { processingMs: 1e15 });
			const finished = await fixture.run(list({ filters: { status: ['FINISHED'] } }), start);
			expect(finished.json.map(({ document_name }) => document_name)).toEqual([
				'2.pdf',
				'1.pdf',
				'0.pdf',
			]);
			const under = { filters: { status: ['IN_PROGRESS', 'CREATED'] }, limit: 4 };
			expect((await fixture.run(list(under), start)).json).toHaveLength(4);
			const { hints } = await fixture.run(list({ filters: { status: [] }, limit: 1 }), start);
			expect(hints.join()).toContain("because they are empty: 'Status'");
		},
	);

	it.each([
		[{ limit: '={{ 0 }}' }, "The field 'Limit' must be a number of at least 1 [item 0]"],
		[{ limit: '={{ 2.5 }}' }, "The field 'Limit' must be a whole number [item 0]"],
		[{ returnAll: '={{ "all" }}' }, "The field 'Return All' has an invalid value: all [item 0]"],
		[
			{ filters: { session: 'today' } },
			"The field 'Session ID' does not contain a number: today [item 0]",
		],
		[
			{ filters: { workflow: 'mine' } },
			"The field 'Workflow' does not contain a valid ID: mine [item 0]",
		],
		[
			{ filters: { status: '={{ "done" }}' } },
			"The field 'Status' has an invalid value: done [item 0]",
		],
		[{ filters: { search: '={{ [1, 2] }}' } }, "The field 'Search' must be text [item 0]"],
	])('refuses %j before anything is sent', async (wrong, message) => {
		const { error } = await fixture.run(list(wrong), start);
		expect(error?.message).toBe(message);
		expect(fixture.anesya.requests).toHaveLength(0);
	});
});
