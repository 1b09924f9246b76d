import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';

import { toBinaryData } from '../../nodes/Anesya/documents/binaryValue';
import { isRecord } from '../../nodes/Anesya/guards/json';
import { invoice, receipt } from '../documents';
import type { Fixture, NodeSettings } from './fixture';
import { openFixture } from './fixture';
import { bytesOf, storeFile } from './harness/files';
import { byId, itemWith, mailWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

const COMBINED: NodeSettings = { workflow: { binaryMode: 'combined' } };
const ERROR_OUTPUT: NodeSettings = { ...COMBINED, onError: 'continueErrorOutput' };

/** Only n8n 2 has this mode: there, n8n itself moves the files of items into their json. */
const movesFiles = !('sleepWithAbort' in n8nWorkflow);

/** An item whose files are within its json, as n8n's nodes output it in this mode. */
const itemOf = (json: object): INodeExecutionData => JSON.parse(JSON.stringify({ json }));

describe('With the workflow setting Binary Mode: Combined', () => {
	let fixture: Fixture;
	let files: IBinaryData[];
	beforeAll(async () => (fixture = await openFixture()));
	beforeEach(async () => (files = [await storeFile(invoice), await storeFile(receipt)]));
	afterAll(async () => await fixture.close());

	const upload = (more = {}) => ({
		operation: 'upload',
		workflow: byId(fixture.anesya.workflowId),
		...more,
	});
	const names = (items: INodeExecutionData[]) => items.map(({ json }) => json.document_name);

	it.each<[string, (one: IBinaryData, two: IBinaryData) => object]>([
		['a form with two fields', (one, two) => ({ Invoice: one, Receipt: two, formMode: 'test' })],
		['a form with a field of several files', (one, two) => ({ Invoices: [one, two] })],
		['other nodes, as `_files`', (one, two) => ({ _files: { data: one, data_1: two } })],
		[
			'Edit Fields, in a list of objects',
			(one, two) => ({ mails: [{ file: one }, { file: two }] }),
		],
		['several places at once', (one, two) => ({ scan: two, _files: { data: one } })],
	])('the files that an item got from %s are all found', async (_case, jsonOf) => {
		const [one, two] = files;
		if (!one || !two) throw new Error('The store gave no files');
		const { items, error } = await fixture.run(upload(), [itemOf(jsonOf(one, two))], COMBINED);
		expect(error).toBeUndefined();
		expect(names(items).sort()).toEqual([invoice.name, receipt.name]);
	});

	it.each([
		['a path', 'mails[1].file', [receipt.name]],
		['a shorter path, for all within', 'mails', [invoice.name, receipt.name]],
		['an expression for a file', '={{ $json.mails[0].file }}', [invoice.name]],
		['an expression for several', '={{ $json.mails }}', [invoice.name, receipt.name]],
		[
			"an expression for all of a node's items",
			"={{ $('Input').all() }}",
			[invoice.name, receipt.name],
		],
	])('are chosen by %s', async (_case, fileFields, expected) => {
		const item = itemOf({ mails: files.map((file) => ({ file })) });
		const parameters = upload({ files: 'chosen', fileFields });
		const { items, error } = await fixture.run(parameters, [item], COMBINED);
		expect(error).toBeUndefined();
		expect(names(items)).toEqual(expected);
	});

	describe('a file that a Code node puts beside the place of n8n', () => {
		const attachment = (path = invoice.path) => ({
			data: readFileSync(path).toString('base64'),
			mimeType: 'application/pdf',
			fileName: 'from code.pdf',
		});
		const itemWithIt = (more = {}) => itemOf({ attachments: [{ file: attachment() }], ...more });
		const byPath = { files: 'chosen', fileFields: 'attachments[0].file' };

		it('is sent if its path is chosen', async () => {
			const { items, error } = await fixture.run(upload(byPath), [itemWithIt()], COMBINED);
			expect(error).toBeUndefined();
			expect(names(items)).toEqual(['from code.pdf']);
		});

		it('is not one of all files, and a hint names it', async () => {
			const answer = { data: 'Yes', mimeType: 'text/plain' };
			const item = itemWithIt({ answer, _files: { data: files[0] } });
			const { items, hints } = await fixture.run(upload(), [item], COMBINED);
			expect(names(items)).toEqual([invoice.name]);
			expect(hints).toEqual([
				"Documents as base64 text within the JSON are not sent. To send them, choose 'Chosen Fields' under 'Files' and enter their paths: attachments[0].file (item 0).",
			]);
		});

		it('takes the error output if it fails', async () => {
			fixture.anesya.fault({
				documentName: /from code/,
				fault: { kind: 'response', status: 413 },
			});
			const { items, failed } = await fixture.run(upload(byPath), [itemWithIt()], ERROR_OUTPUT);
			expect(items).toEqual([]);
			const files = { attachments_0_file: { fileName: 'from code.pdf' } };
			expect(failed).toMatchObject([{ json: { error: { files } } }]);
		});
	});

	it.each([
		['an upload that Anesya refuses', { kind: 'response', status: 413 }],
		['a document that ends in ERROR', { kind: 'extract-error' }],
	] as const)(
		'%s takes the error output, with its fields, its id and its file',
		async (_case, fault) => {
			fixture.anesya.fault({ documentName: /receipt/, fault });
			const mail = await mailWith([receipt, invoice]);
			const { items, failed } = await fixture.run(
				upload({ operation: 'uploadAndWait' }),
				[mail],
				ERROR_OUTPUT,
			);
			expect(items).toHaveLength(1);
			expect(failed).toMatchObject([
				{ json: { subject: 'Your documents', error: { document_name: receipt.name } } },
			]);
			const [item] = failed;
			expect((await bytesOf(fileIn(item?.json.error))).equals(await bytesOf(files[1]))).toBe(true);
			expect(item?.binary).toBeUndefined();
			if (movesFiles)
				expect(item?.json._files).toMatchObject({ attachment_0: {}, attachment_1: {} });
		},
	);

	/** What a node behind this one finds at `error.files.attachment_0`. */
	const fileIn = (error: unknown): IBinaryData | undefined => {
		const moved = isRecord(error) && isRecord(error.files) ? error.files : {};
		return toBinaryData(moved.attachment_0);
	};

	it('a wait that fails on an item with a file takes it too', async () => {
		const item = await itemWith(receipt);
		const { items, failed } = await fixture.run(
			{ operation: 'wait', extractId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' },
			[item],
			ERROR_OUTPUT,
		);
		expect([items.length, failed.length]).toEqual([0, 1]);
	});

	it('a field `_files` of the extracted data and the files that are kept stay apart', async () => {
		const { id } = fixture.anesya.seed({ data: { _files: ['a', 'b'], Total: 5 } });
		const { items, error } = await fixture.run(
			{ operation: 'wait', extractId: id, options: { keepFiles: true } },
			[await itemWith(receipt)],
			COMBINED,
		);
		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ json: { document_files: ['a', 'b'], Total: 5 } }]);
		if (movesFiles)
			expect(items[0]?.json._files).toMatchObject({ data: { fileName: receipt.name } });
	});
});

describe('A file of the store', () => {
	it.each<[string, string, (content: Buffer) => Readable]>([
		['the database', 'database:3f1c', (content) => Readable.from(content)],
		[
			'S3 or Azure',
			's3:workflows/1/executions/2/binary_data/3f1c',
			(content) => Readable.from([content.subarray(0, 7), content.subarray(7)]),
		],
	])('is read from %s, which gives chunks of its own size', async (_store, id, open) => {
		const fixture = await openFixture();
		const store = Container.get(BinaryDataService);
		const content = readFileSync(invoice.path);
		const spies = [
			jest.spyOn(store, 'getMetadata').mockResolvedValue({ fileSize: content.length }),
			jest.spyOn(store, 'getAsStream').mockImplementation(async () => open(content)),
		];
		const data = { id, data: id.split(':')[0] ?? '', mimeType: 'application/octet-stream' };
		const { json, error } = await fixture.run(
			{ operation: 'uploadAndWait', workflow: byId(fixture.anesya.workflowId) },
			[{ json: {}, binary: { data } }],
		);
		for (const spy of spies) spy.mockRestore();
		await fixture.close();
		expect(error).toBeUndefined();
		expect(json).toMatchObject([invoice.fields]);
	});

	it('is read even if its metadata is lost', async () => {
		const fixture = await openFixture();
		const item = await itemWith(invoice);
		const path = Container.get(BinaryDataService).getPath(String(item.binary?.data?.id));
		await rm(`${path}.metadata`);
		const { json, error } = await fixture.run(
			{ operation: 'upload', workflow: byId(fixture.anesya.workflowId) },
			[item],
		);
		await fixture.close();
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ document_name: invoice.name }]);
	});
});
