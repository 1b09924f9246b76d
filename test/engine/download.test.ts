import { createHash } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

import { damaged, facture, invoice, receiptImage } from '../documents';
import type { Storage } from '../emulator';
import { startStorage } from '../emulator';
import type { StoredExtract } from '../emulator/extracts';
import type { Fixture } from './fixture';
import { openFixture, resultOf } from './fixture';
import { bytesOf } from './harness/files';
import { byId, itemWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/transport/retry', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').soonerRetries(),
);

describe.each(['filesystem', 'default'] as const)('Download, binary mode %s', (binaryMode) => {
	let fixture: Fixture;
	let storage: Storage;
	beforeAll(async () => (storage = await startStorage()));
	beforeEach(async () => (fixture = await openFixture({ binaryMode, processingMs: 0, storage })));
	afterEach(async () => await fixture.close());
	afterAll(async () => await storage.close());

	const download = (what: string, more = {}) => ({
		operation: 'download',
		extractId: '={{ $json.id }}',
		download: what,
		...more,
	});
	const uploaded = async (...documents: Array<typeof invoice>) => {
		const items = await Promise.all(documents.map(async (document) => await itemWith(document)));
		const { json } = await fixture.run(
			{ operation: 'upload', workflow: byId(fixture.anesya.workflowId) },
			items,
		);
		await fixture.anesya.allRead();
		return json.map(({ id }) => ({ json: { id } }));
	};
	const extractOf = (item: { json: { id?: unknown } } | undefined): StoredExtract => {
		const extract = fixture.anesya.extracts.get(String(item?.json.id));
		if (extract === undefined) throw new Error('There is no such extract');
		return extract;
	};
	/** Seeded, because reading an image takes seconds and is not tested here. */
	const withImages = (count: number) => {
		const images = Array.from({ length: count }, (_, index) => ({
			id: `image-${index}`,
			name: index === 1 ? null : `_page_0_Image_${index}.png`,
			path: receiptImage.path,
			type: 'image/png',
		}));
		const extract = fixture.anesya.seed({
			documentName: 'Café.pdf',
			file: { path: invoice.path, type: 'application/pdf' },
		});
		extract.images.push(...images);
		return [{ json: { id: extract.id } }];
	};

	it('outputs the extracted data as a CSV file, with its name, type and size', async () => {
		const { items, error } = await fixture.run(download('csv'), await uploaded(invoice, facture));
		expect(error).toBeUndefined();
		const [first, second] = items;
		expect(first?.binary?.data).toMatchObject({
			fileName: 'invoice.csv',
			mimeType: 'text/csv',
			fileExtension: 'csv',
		});
		expect(second?.binary?.data?.fileName).toBe(facture.name.replace(/pdf$/, 'csv'));
		const bytes = await bytesOf(first?.binary?.data);
		expect(String(bytes)).toContain('"Invoice Number"');
		expect(first?.binary?.data?.fileSize).toBe(`${bytes.length} B`);
		expect(first).toMatchObject({
			json: { document_name: invoice.name, status: 'FINISHED' },
			pairedItem: { item: 0 },
		});
		expect(second?.pairedItem).toEqual({ item: 1 });
	});

	it('outputs the whole extract as a JSON file, in the chosen field', async () => {
		const items = await uploaded(invoice);
		const result = await fixture.run(download('json', { binaryPropertyName: 'export' }), items);
		const file = result.items[0]?.binary?.export;
		expect(file).toMatchObject({ fileName: 'invoice.json', mimeType: 'application/json' });
		expect(JSON.parse(String(await bytesOf(file)))).toMatchObject({
			id: items[0]?.json.id,
			extracted_data: invoice.fields,
		});
	});

	it('outputs all images as a ZIP file', async () => {
		const { items } = await fixture.run(download('imagesZip'), withImages(2));
		const file = items[0]?.binary?.data;
		expect(file).toMatchObject({ fileName: 'Café.zip', mimeType: 'application/zip' });
		const files = unzipSync(new Uint8Array(await bytesOf(file)));
		expect(Object.keys(files)).toEqual(['_page_0_Image_0.png', 'image-1']);
		expect(Buffer.from(files['_page_0_Image_0.png'] ?? [])).toEqual(
			readFileSync(receiptImage.path),
		);
	});

	it('outputs each image as an item of its own', async () => {
		const { items } = await fixture.run(download('images'), withImages(3));
		expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual([
			'_page_0_Image_0.png',
			'Café-2.png',
			'_page_0_Image_2.png',
		]);
		expect(items.map(({ json, pairedItem }) => [json.image_id, pairedItem])).toEqual(
			[0, 1, 2].map((index) => [`image-${index}`, { item: 0 }]),
		);
		expect(items[1]?.binary?.data?.mimeType).toBe('image/png');
		expect(await bytesOf(items[1]?.binary?.data)).toEqual(readFileSync(receiptImage.path));
	});

	it('says so if a document has no images', async () => {
		const { items, hints, error } = await fixture.run(download('images'), withImages(0));
		expect([items, error]).toEqual([[], undefined]);
		expect(hints).toEqual(['There are no images in "Café.pdf".']);
	});

	it.each(['direct', 'same-host', 'storage'] as const)(
		'outputs the uploaded document, byte by byte, served %s',
		async (files) => {
			const items = await uploaded(facture);
			fixture.anesya.settings.fileDelivery = files;
			const seen = storage.requests.length;
			const { items: output, error } = await fixture.run(download('document'), items);
			expect(error).toBeUndefined();
			const file = output[0]?.binary?.data;
			expect(file).toMatchObject({ fileName: facture.name, mimeType: 'application/pdf' });
			expect(
				createHash('sha256')
					.update(await bytesOf(file))
					.digest('hex'),
			).toBe(extractOf(items[0]).sha256);
			expect(storage.requests.length - seen).toBe(files === 'storage' ? 1 : 0);
			expect(fixture.anesya.requests.every(({ tokenValid }) => tokenValid)).toBe(true);
		},
	);

	it.each(['csv', 'imagesZip', 'images', 'document'])(
		'does not send the token to a storage host: %s',
		async (what) => {
			fixture.anesya.settings.fileDelivery = 'storage';
			const seen = storage.requests.length;
			const { error } = await fixture.run(download(what), withImages(2));
			expect(error).toBeUndefined();
			const requests = storage.requests.slice(seen);
			expect(requests).toHaveLength(what === 'images' ? 2 : 1);
			expect(JSON.stringify(requests)).not.toContain(fixture.anesya.token);
			expect(requests.every((headers) => headers.authorization === undefined)).toBe(true);
		},
	);

	it('downloads from an absolute address of another server without the token', async () => {
		const items = await uploaded(invoice);
		const extract = extractOf(items[0]);
		extract.documentUrl = storage.keep({
			name: 'x',
			type: 'application/pdf',
			content: invoice.path,
		});
		const { items: output } = await fixture.run(download('document'), items);
		expect(await bytesOf(output[0]?.binary?.data)).toEqual(readFileSync(invoice.path));
		expect(storage.requests.at(-1)?.authorization).toBeUndefined();
	});

	it('downloads from an absolute address of Anesya with the token', async () => {
		const items = await uploaded(invoice);
		const extract = extractOf(items[0]);
		extract.documentUrl = `${fixture.anesya.url}/document/${extract.documentId}/?type=extract`;
		const { error } = await fixture.run(download('document'), items);
		expect(error).toBeUndefined();
	});

	it.each([
		'http://storage.example.com/x.pdf',
		'file:///etc/passwd',
		'ftp://127.0.0.1/x',
		'//storage.example.com:x',
	])('refuses the unsafe address %s', async (address) => {
		const items = await uploaded(invoice);
		extractOf(items[0]).documentUrl = address;
		const { error } = await fixture.run(download('document'), items);
		expect(error?.message).toBe(
			'Anesya gave an address for the file that is not safe to load from: "invoice.pdf" [item 0]',
		);
	});

	it('gives up on endless redirects, and on a storage host that refuses', async () => {
		const items = await uploaded(invoice);
		const location = `${fixture.anesya.url}/round/`;
		for (const path of [/^\/document\//, /^\/round\/$/]) {
			fixture.anesya.fault({
				path,
				times: 10,
				fault: { kind: 'response', status: 307, headers: { Location: location } },
			});
		}
		const { error } = await fixture.run(download('document'), items);
		expect(error?.message).toContain('Anesya redirected the download too many times');
		extractOf(items[0]).documentUrl = `${storage.url}/gone`;
		const other = await fixture.run(download('document'), items);
		expect(other.error?.message).toContain(
			'The storage that Anesya points to did not return the file (HTTP 403)',
		);
	});

	it.each(['csv', 'json', 'imagesZip', 'images'])(
		'is not ready yet while the extract is in progress: %s',
		async (what) => {
			fixture.anesya.settings.processingMs = 60_000;
			const { error } = await fixture.run(download(what), await uploaded(invoice));
			expect(error?.message).toMatch(
				/^The .* of "invoice.pdf" cannot be downloaded yet \[item 0\]$/,
			);
			expect(error?.description).toContain(
				'Its status is CREATED. Put Wait for Extraction before this node',
			);
		},
	);

	it('is not ready yet if Anesya answers with 202', async () => {
		const items = await uploaded(invoice);
		fixture.anesya.settings.notReady = '202-empty';
		extractOf(items[0]).processingMs = 60_000;
		const unread = await fixture.run(download('csv'), items);
		expect(unread.error?.message).toContain('is not ready yet');
		extractOf(items[0]).processingMs = 0;
		fixture.anesya.fault({ path: /^\/document\//, fault: { kind: 'response', status: 202 } });
		const { error } = await fixture.run(download('document'), items);
		expect(error?.message).toContain(
			'The source document of "invoice.pdf" cannot be downloaded yet',
		);
	});

	it('downloads the document itself while the extract is in progress', async () => {
		fixture.anesya.settings.processingMs = 60_000;
		const { error } = await fixture.run(download('document'), await uploaded(invoice));
		expect(error).toBeUndefined();
	});

	it.each(['204', '200-empty', '404', 'extract'] as const)(
		'says that there is nothing to download without a schema, when Anesya answers %s',
		async (nothing) => {
			fixture.anesya.settings.emptyExport = nothing;
			const uploadOptions = { server: 'FR-1', schema: null, classifier: null, metadata: null };
			const { id } = fixture.anesya.seed({ documentName: 'a.pdf', workflow: null, uploadOptions });
			const { error } = await fixture.run(download('csv'), [{ json: { id } }]);
			expect(error?.message).toBe(
				'There is nothing to download for "a.pdf": it was extracted without a schema [item 0]',
			);
			expect(error?.description).toContain('Upload the document with a schema');
		},
	);

	it('says that there is nothing to download for a document that could not be extracted', async () => {
		const { error } = await fixture.run(download('csv'), await uploaded(damaged));
		expect(error?.message).toContain('it could not be extracted');
	});

	it.each([
		['an HTML page', { 'Content-Type': 'text/html' }, '<h1>Log in</h1>'],
		['JSON', { 'Content-Type': 'application/json' }, '{}'],
	])('does not mistake %s for a file', async (_case, headers, body) => {
		const items = await uploaded(invoice);
		fixture.anesya.fault({
			path: /^\/document\//,
			fault: { kind: 'response', status: 200, headers, body },
		});
		const { error } = await fixture.run(download('document'), items);
		expect(error?.message).toContain(`a file instead of ${headers['Content-Type']} was expected`);
	});

	it('accepts an HTML page if the document is one', async () => {
		const { id } = fixture.anesya.seed({ documentName: 'offer.html' });
		const headers = { 'Content-Type': 'text/html' };
		fixture.anesya.fault({
			path: /^\/document\//,
			fault: { kind: 'response', status: 200, headers, body: '<h1>Offer</h1>' },
		});
		const { json, error } = await fixture.run(download('document'), [{ json: { id } }]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ document_name: 'offer.html' }]);
	});

	it('does not mention the file types for uploads when Anesya refuses', async () => {
		const items = await uploaded(invoice);
		fixture.anesya.fault({
			path: /^\/document\//,
			fault: { kind: 'response', status: 400, body: '{"detail": "No such type."}' },
		});
		const { error } = await fixture.run(download('document'), items);
		expect(error?.message).toContain('Anesya did not accept the request (HTTP 400)');
		expect(error?.description).toBe(
			'Anesya says: No such type. Check the values in the fields of this node.',
		);
	});

	it('keeps the whole name of a document: a slash in it does not separate folders', async () => {
		const { id } = fixture.anesya.seed({
			documentName: 'Invoice 12/2024.pdf',
			file: { path: invoice.path, type: 'application/pdf' },
		});
		const { items } = await fixture.run(download('document'), [{ json: { id } }]);
		expect(items[0]?.binary?.data?.fileName).toBe('Invoice 12_2024.pdf');
	});

	it('starts again when the connection breaks', async () => {
		const items = await uploaded(invoice);
		fixture.anesya.fault({ path: /^\/document\//, fault: { kind: 'cut-file', after: 100 } });
		const { items: output } = await fixture.run(download('document'), items);
		expect(await bytesOf(output[0]?.binary?.data)).toEqual(readFileSync(invoice.path));
	});

	if (binaryMode === 'filesystem') {
		it('does not hold a large document in memory', async () => {
			const path = join(tmpdir(), `anesya-large-${process.pid}.pdf`);
			writeFileSync(path, '%PDF-1.4\n');
			truncateSync(path, 120_000_000);
			const { id } = fixture.anesya.seed({ file: { path, type: 'application/pdf' } });
			const before = process.memoryUsage().rss;
			let peak = before;
			const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
			const { items, error } = await fixture.run(download('document', { extractId: id }), [
				{ json: {} },
			]);
			clearInterval(timer);
			rmSync(path);
			expect(error).toBeUndefined();
			expect(items[0]?.binary?.data?.fileSize).toBe('120 MB');
			expect(peak - before).toBeLessThan(60_000_000);
		});
	}

	it('ends at once when the user stops the execution', async () => {
		const items = await uploaded(invoice);
		fixture.anesya.fault({ path: /^\/document\//, fault: { kind: 'stall-file', after: 100 } });
		const execution = fixture.start(download('document'), items);
		await new Promise((resolve) => setTimeout(resolve, 300));
		const stopped = performance.now();
		execution.cancel();
		const { run } = resultOf(await execution.finished);
		expect(run.status).toBe('canceled');
		expect(performance.now() - stopped).toBeLessThan(1_500);
	});

	it('goes to the error output with the ID and name of its document, and the others go on', async () => {
		const items = await uploaded(damaged, invoice);
		const result = await fixture.run(download('csv'), items, { onError: 'continueErrorOutput' });
		expect(result.items[0]?.binary?.data?.fileName).toBe('invoice.csv');
		expect(result.failed).toMatchObject([
			{
				json: { error: { id: items[0]?.json.id, document_name: damaged.name, status: 'ERROR' } },
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		[
			{ download: '={{ "pdf" }}' },
			"The field 'What to Download' has an invalid value: pdf [item 0]",
		],
		[
			{ binaryPropertyName: '={{ " " }}' },
			"The field 'Put Output File in Field' is empty [item 0]",
		],
	])('refuses %j before anything is sent', async (wrong, message) => {
		const { error } = await fixture.run(download('csv', wrong), [
			{ json: { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' } },
		]);
		expect(error?.message).toBe(message);
		expect(fixture.anesya.requests).toHaveLength(0);
	});
});
