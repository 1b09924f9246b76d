import { damaged, invoice, receipt } from '../documents';
import { DEFAULT_SCHEMA_ID } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

const UNKNOWN = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('Get an extract', () => {
	let fixture: Fixture;
	beforeEach(async () => (fixture = await openFixture({ processingMs: 0 })));
	afterEach(async () => await fixture.close());

	const get = (more = {}) => ({ operation: 'get', extractId: '={{ $json.id }}', ...more });
	const finished = async (...documents: Array<typeof invoice>) => {
		const items = await Promise.all(documents.map(async (document) => await itemWith(document)));
		const uploaded = await fixture.run(
			{ operation: 'upload', workflow: byId(fixture.anesya.workflowId) },
			items,
		);
		await fixture.anesya.allRead();
		return uploaded.json.map(({ id }) => ({ json: { id } }));
	};

	it('outputs the extracted data of each, linked to the item that named it', async () => {
		const { items, error } = await fixture.run(get(), await finished(invoice, receipt));
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ json: invoice.fields, pairedItem: { item: 0 } },
			{ json: receipt.fields, pairedItem: { item: 1 } },
		]);
	});

	it('outputs the rows of a table, with the details if the user chose so', async () => {
		const { json } = await fixture.run(
			get({ output: 'rows', options: { withDetails: true } }),
			await finished(invoice),
		);
		expect(json).toHaveLength(invoice.rows);
		expect(json[0]).toMatchObject({
			...invoice.fields,
			_extract: { document_name: invoice.name, status: 'FINISHED' },
		});
	});

	it('outputs the whole extract, its text included', async () => {
		const items = await finished(invoice);
		const { json } = await fixture.run(get({ output: 'extract' }), items);
		expect(json).toMatchObject([
			{
				id: items[0]?.json.id,
				status: 'FINISHED',
				schema: DEFAULT_SCHEMA_ID,
				content: expect.stringContaining('Invoice'),
				content_images: [],
				server: 'FR-1',
			},
		]);
	});

	it('accepts the address of an extract, and reads each extract once', async () => {
		const [item] = await finished(invoice);
		if (item === undefined) throw new Error('Nothing was uploaded');
		const before = fixture.anesya.requests.length;
		const extractId = `https://app.example.com/extract/${item.json.id}/`;
		const { json } = await fixture.run(get({ extractId }), [item, item, item]);
		expect(json).toMatchObject([invoice.fields, invoice.fields, invoice.fields]);
		expect(fixture.anesya.requests.length - before).toBe(1);
		expect(fixture.anesya.requests.at(-1)).toMatchObject({
			method: 'GET',
			path: `/extract/${item.json.id}/`,
			query: {},
		});
	});

	it.each(['200', '202', '202-empty'] as const)(
		'shows an unfinished extract as it is, "not ready" as %s',
		async (notReady) => {
			Object.assign(fixture.anesya.settings, { notReady, processingMs: 60_000 });
			const uploaded = await fixture.run(
				{ operation: 'upload', workflow: byId(fixture.anesya.workflowId) },
				[await itemWith(invoice)],
			);
			const { json, hints } = await fixture.run(get(), uploaded.items);
			expect(json).toMatchObject([
				{ id: uploaded.json[0]?.id, ...(notReady === '202-empty' ? {} : { status: 'CREATED' }) },
			]);
			expect(hints).toEqual([
				expect.stringContaining('Not ready yet, use Wait for Extraction to wait: '),
			]);
		},
	);

	it('shows an extract that ended in ERROR with its status, and says so', async () => {
		const uploaded = await fixture.run(
			{ operation: 'upload', workflow: byId(fixture.anesya.workflowId) },
			[await itemWith(damaged)],
		);
		await fixture.anesya.allRead();
		const { json, hints, error } = await fixture.run(get(), uploaded.items);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ status: 'ERROR', extracted_data: null }]);
		expect(hints).toEqual([`There is no extracted data for "${damaged.name}" (status ERROR).`]);
	});

	it('survives transient errors', async () => {
		const items = await finished(invoice);
		fixture.anesya.fault({
			method: 'GET',
			fault: { kind: 'response', status: 503, headers: { 'Retry-After': '0' } },
		});
		const { json } = await fixture.run(get(), items);
		expect(json).toMatchObject([invoice.fields]);
	});

	it('says what an unknown id means, and nothing about documents to collect', async () => {
		const { error } = await fixture.run(get(), [{ json: { id: UNKNOWN } }]);
		expect(error?.message).toBe('Anesya does not know this ID (HTTP 404) [item 0]');
		expect(error?.description).toContain('Anesya says: No Extract matches the given query.');
		expect(error?.description).not.toContain('Already at Anesya');
	});

	it('keeps the id of a failed item on the error output, and the others go on', async () => {
		const [item] = await finished(invoice);
		if (item === undefined) throw new Error('Nothing was uploaded');
		const result = await fixture.run(get(), [{ json: { id: UNKNOWN } }, item], {
			onError: 'continueErrorOutput',
		});
		expect(result.json).toMatchObject([invoice.fields]);
		expect(result.failed).toMatchObject([
			{
				json: { error: { id: UNKNOWN, message: expect.stringContaining('404') } },
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		[
			{ extractId: '={{ 4711 }}' },
			"The field 'Extract ID' does not contain a valid ID: 4711 [item 0]",
		],
		[{ extractId: "={{ 'x' }}" }, "The field 'Extract ID' does not contain a valid ID: x [item 0]"],
		[
			{ extractId: UNKNOWN, output: '={{ "maybe" }}' },
			"The field 'Output' has an invalid value: maybe [item 0]",
		],
	])('refuses %j before anything is sent', async (wrong, message) => {
		const { error } = await fixture.run(get(wrong), [{ json: {} }]);
		expect(error?.message).toBe(message);
		expect(fixture.anesya.requests).toHaveLength(0);
	});
});
