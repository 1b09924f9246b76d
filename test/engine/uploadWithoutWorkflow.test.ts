import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { facture, invoice, receiptImage, statement } from '../documents';
import { DEFAULT_CLASSIFIER_ID, DEFAULT_SCHEMA_ID } from '../emulator';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith, itemWithBytes, mailWith } from './items';

/** Only the time between the searches is shortened. */
jest.mock('../../nodes/Anesya/uploading/searchDelays', () => ({ SEARCH_DELAYS: [50, 100, 200] }));
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

/** The option Pages. */
const pages = (first: number | string, last?: number | string) => ({ range: { first, last } });

describe.each(['filesystem', 'default'] as const)(
	'Upload Without Workflow, binary mode %s',
	(binaryMode) => {
		let fixture: Fixture;
		beforeEach(async () => (fixture = await openFixture({ binaryMode, processingMs: 0 })));
		afterEach(async () => await fixture.close());

		const upload = (more = {}) => ({
			operation: 'uploadWithoutWorkflow',
			server: 'EU-1',
			simple: false,
			...more,
		});
		const uploads = () => fixture.anesya.requests.filter(({ method }) => method === 'POST');

		it('sends each document in its own request, byte for byte, in the documented part', async () => {
			const { items, error } = await fixture.run(upload(), [await mailWith([invoice, facture])]);
			expect(error).toBeUndefined();
			const bytes = readFileSync(facture.path);
			expect(uploads().map(({ path, status, query }) => [path, status, query])).toEqual([
				['/extract/', 201, {}],
				['/extract/', 201, {}],
			]);
			expect(uploads().flatMap(({ documents }) => documents)).toContainEqual({
				partName: 'document',
				fileName: facture.name,
				contentType: 'application/pdf',
				size: bytes.length,
				sha256: createHash('sha256').update(bytes).digest('hex'),
			});
			expect(items).toMatchObject([
				{
					json: { document_name: invoice.name, server: 'EU-1', schema: null, workflow: null },
					pairedItem: { item: 0 },
				},
				{ json: { document_name: facture.name }, pairedItem: { item: 0 } },
			]);
		});

		it('sends server, schema, classifier, metadata and pages', async () => {
			const schema = {
				__rl: true,
				mode: 'list',
				value: DEFAULT_SCHEMA_ID,
				cachedResultName: 'Invoice',
			};
			const metadata = {
				entry: [
					{ key: 'customer', value: 'Café "Noël"' },
					{ key: 'year', value: '2025' },
				],
			};
			const options = { classifier: DEFAULT_CLASSIFIER_ID, metadata, pages: pages(2, 3) };
			const { json } = await fixture.run(upload({ server: 'FR-3', schema, options }), [
				await itemWith(statement),
			]);
			expect(uploads()).toMatchObject([{ query: { pdf_page_start: '2', pdf_page_end: '3' } }]);
			expect(json).toMatchObject([
				{
					server: 'FR-3',
					schema: DEFAULT_SCHEMA_ID,
					classifier: DEFAULT_CLASSIFIER_ID,
					metadata: { customer: 'Café "Noël"', year: '2025' },
				},
			]);
		});

		it('accepts the URL of a schema or classifier, and metadata as JSON', async () => {
			const schema = {
				__rl: true,
				mode: 'url',
				value: `https://app.example.com/schema/${DEFAULT_SCHEMA_ID}/edit`,
			};
			const options = {
				classifier: `https://app.example.com/classifiers/${DEFAULT_CLASSIFIER_ID}`,
				metadataJson: '{"order": {"number": 7}}',
			};
			const { json } = await fixture.run(upload({ schema, options }), [await itemWith(invoice)]);
			expect(json).toMatchObject([
				{
					schema: DEFAULT_SCHEMA_ID,
					classifier: DEFAULT_CLASSIFIER_ID,
					metadata: { order: { number: 7 } },
				},
			]);
		});

		it.each(['list', 'id', 'url'])(
			'needs no schema when the field has the mode %s',
			async (mode) => {
				const { json, error } = await fixture.run(
					upload({ schema: { __rl: true, mode, value: '' } }),
					[await itemWith(invoice)],
				);
				expect(error).toBeUndefined();
				expect(json).toMatchObject([{ schema: null }]);
			},
		);

		it('accepts metadata from an expression', async () => {
			const item = await itemWith(invoice);
			const { json } = await fixture.run(upload({ options: { metadataJson: '={{ $json }}' } }), [
				{ ...item, json: { customer: 4711 } },
			]);
			expect(json).toMatchObject([{ metadata: { customer: 4711 } }]);
		});

		it('has no metadata that an expression gives as null', async () => {
			const item = await itemWith(invoice);
			const entry = [
				{ key: 'a', value: 'x' },
				{ key: 'b', value: '={{ null }}' },
			];
			const options = [
				{ metadata: { entry } },
				{ metadataJson: '={{ { a: "x", b: null } }}' },
				{ metadataJson: '{ "a": "x", "b": null }' },
			];
			for (const one of options) {
				const { json } = await fixture.run(upload({ options: one }), [item]);
				expect(json[0]?.metadata).toMatchObject({ a: 'x' });
				expect(json[0]?.metadata).not.toHaveProperty('b');
			}
		});

		it.each([
			[
				'an unknown server',
				{ server: '={{ "US-1" }}' },
				"The field 'Server' has an invalid value: US-1 [item 0]",
			],
			[
				'an invalid schema',
				{ schema: byId("={{ 'mine' }}") },
				"The field 'Schema' does not contain a valid ID: mine [item 0]",
			],
			[
				'an invalid classifier',
				{ options: { classifier: 'mine' } },
				"The field 'Classifier ID' does not contain a valid ID: mine [item 0]",
			],
			[
				'metadata that is not JSON',
				{ options: { metadataJson: '{customer: 1}' } },
				"The field 'Metadata (JSON)' does not contain a JSON object [item 0]",
			],
			[
				'metadata that is a list',
				{ options: { metadataJson: '={{ [1] }}' } },
				"The field 'Metadata (JSON)' does not contain a JSON object [item 0]",
			],
			[
				'a duplicate key',
				{
					options: {
						metadata: {
							entry: [
								{ key: 'a', value: '1' },
								{ key: ' a', value: '2' },
							],
						},
					},
				},
				`The key "a" is used twice in 'Metadata' [item 0]`,
			],
			[
				'an empty key',
				{ options: { metadata: { entry: [{ key: '', value: '1' }] } } },
				"The field 'Metadata > Key' is empty [item 0]",
			],
			[
				'a metadata value that is a list',
				{ options: { metadata: { entry: [{ key: 'a', value: '={{ [1] }}' }] } } },
				"The field 'Metadata > a' must be text [item 0]",
			],
			[
				'metadata in both fields',
				{ options: { metadataJson: '{"a": 1}', metadata: { entry: [{ key: 'b', value: '1' }] } } },
				"Both 'Metadata' and 'Metadata (JSON)' are filled in [item 0]",
			],
			[
				'page 0',
				{ options: { pages: pages('={{ 0 }}') } },
				"The field 'Pages > First' must be a number of at least 1 [item 0]",
			],
			[
				'half a page',
				{ options: { pages: pages(1, '={{ 1.5 }}') } },
				"The field 'Pages > Last' must be a whole number [item 0]",
			],
			[
				'pages backwards',
				{ options: { pages: pages(3, 2) } },
				"In 'Pages', the last page is before the first [item 0]",
			],
		])('rejects %s before anything is sent', async (_case, wrong, message) => {
			const { error } = await fixture.run(upload(wrong), [await itemWith(invoice)]);
			expect(error?.message).toBe(message);
			expect(error?.description).not.toBe('');
			expect(fixture.anesya.requests).toHaveLength(0);
		});

		it('rejects pages for an image before anything is sent', async () => {
			const { error } = await fixture.run(upload({ options: { pages: pages(1) } }), [
				await mailWith([invoice, receiptImage]),
			]);
			expect(error?.message).toBe(
				`'Pages' is for PDF files only, and "${receiptImage.name}" is not a PDF file [item 0]`,
			);
			expect(fixture.anesya.requests).toHaveLength(0);
		});

		it('reports what Anesya says about an unknown schema', async () => {
			const { error } = await fixture.run(
				upload({ schema: byId('7c9e6679-7425-40de-944b-e07fc1f90ae7') }),
				[await itemWith(invoice)],
			);
			expect(error?.message).toContain('Anesya did not accept the request (HTTP 400)');
			expect(error?.description).toContain(
				'schema: Invalid pk "7c9e6679-7425-40de-944b-e07fc1f90ae7" - object does not exist.',
			);
		});

		it('continues with the other documents, and keeps the file of a failed one', async () => {
			fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'response', status: 413 } });
			const result = await fixture.run(upload(), [await mailWith([receiptImage, invoice])], {
				onError: 'continueErrorOutput',
			});
			expect(result.json).toMatchObject([{ document_name: invoice.name }]);
			expect(result.failed).toMatchObject([
				{ json: { error: { document_name: receiptImage.name } }, pairedItem: { item: 0 } },
			]);
			expect(Object.keys(result.failed[0]?.binary ?? {})).toEqual(['attachment_0']);
		});

		it('retries when it is throttled, because nothing was accepted', async () => {
			fixture.anesya.fault({
				method: 'POST',
				fault: { kind: 'response', status: 429, headers: { 'Retry-After': '0' } },
			});
			const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(json).toHaveLength(1);
			expect(uploads().map(({ status }) => status)).toEqual([429, 201]);
		});

		it('does not pay twice for a lost response', async () => {
			fixture.anesya.fault({ documentName: /invoice/, fault: { kind: 'lost-after-acceptance' } });
			const { json, error } = await fixture.run(upload(), [await itemWith(invoice)]);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ document_name: invoice.name }]);
			expect(fixture.anesya.extracts.size).toBe(1);
		});

		it('fails on a response that is not an extract', async () => {
			fixture.anesya.fault({
				method: 'POST',
				fault: { kind: 'response', status: 201, body: '{"ok": true}' },
			});
			const { error } = await fixture.run(upload(), [
				await itemWithBytes(readFileSync(invoice.path), 'odd.pdf', 'application/pdf'),
			]);
			expect(error?.message).toContain('an extract was expected');
		});
	},
);

describe('Upload Without Workflow and Wait', () => {
	let fixture: Fixture;
	beforeAll(async () => (fixture = await openFixture({ processingMs: 0 })));
	afterAll(async () => await fixture.close());

	const upload = (more = {}) => ({
		operation: 'uploadWithoutWorkflowAndWait',
		server: 'FR-1',
		options: { interval: 1 },
		...more,
	});

	it('outputs the fields of the schema', async () => {
		const { items, error } = await fixture.run(upload({ schema: byId(DEFAULT_SCHEMA_ID) }), [
			await itemWith(invoice),
			await itemWith(facture),
		]);
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ json: invoice.fields, pairedItem: { item: 0 } },
			{ json: facture.fields, pairedItem: { item: 1 } },
		]);
	});

	it('outputs the text of the document where there is no schema', async () => {
		const { json } = await fixture.run(upload(), [await itemWith(invoice)]);
		expect(json).toMatchObject([
			{
				extracted_data: null,
				document_name: invoice.name,
				content: expect.stringContaining('Invoice'),
			},
		]);
	});

	it('reads only the chosen pages', async () => {
		const all = await fixture.run(upload({ schema: byId(DEFAULT_SCHEMA_ID), output: 'rows' }), [
			await itemWith(statement),
		]);
		const options = { interval: 1, pages: pages(1, 1) };
		const first = await fixture.run(
			upload({ schema: byId(DEFAULT_SCHEMA_ID), output: 'rows', options }),
			[await itemWith(statement)],
		);
		expect(all.json).toHaveLength(statement.rows);
		expect(first.json.length).toBeGreaterThan(1);
		expect(first.json.length).toBeLessThan(statement.rows);
	});
});
