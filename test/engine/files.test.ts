import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';

import { facture, invoice, receipt, receiptImage } from '../documents';
import { pngWith } from '../documents/images';
import { pdfWith } from '../documents/lockedPdf';
import { storeBytes, storeFile } from './harness/files';
import { itemWith, itemWithBytes, mailWith } from './items';
import { useFixture } from './useFixture';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

describe.each(['filesystem', 'default'] as const)(
	'The files that Upload Extract sends, binary mode %s',
	(binaryMode) => {
		const fixture = useFixture({ binaryMode });

		const lastUpload = () =>
			fixture.anesya.requests.filter(({ method }) => method === 'POST').at(-1)?.documents ?? [];

		it('arrive byte by byte, under their own names with accents, in the documented part', async () => {
			const { json } = await fixture.run(fixture.upload(), [await itemWith(facture)]);
			const bytes = readFileSync(facture.path);
			expect(lastUpload()).toEqual([
				{
					partName: 'extracts[0][document]',
					fileName: facture.name,
					contentType: 'application/pdf',
					size: bytes.length,
					sha256: createHash('sha256').update(bytes).digest('hex'),
				},
			]);
			expect(json).toMatchObject([
				{ document_name: facture.name, workflow: fixture.anesya.workflowId },
			]);
			expect(json[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
		});

		it('are those of the chosen fields', async () => {
			const mail = await mailWith([invoice, receipt, facture]);
			const { json } = await fixture.run(
				fixture.upload({ files: 'chosen', fileFields: 'attachment_2, attachment_0' }),
				[mail],
			);
			expect(json.map(({ document_name }) => document_name)).toEqual([facture.name, invoice.name]);
		});

		it('may be given by an expression', async () => {
			const mail = await mailWith([invoice, receipt]);
			const fileFields = '={{ $binary.attachment_1 }}';
			const { json, error } = await fixture.run(fixture.upload({ files: 'chosen', fileFields }), [
				mail,
			]);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ document_name: receipt.name }]);
		});

		it.each([
			['the binary data of an item', "={{ $('Input').item.binary }}"],
			['the same, in short', '={{ $binary }}'],
			['all items of a node', "={{ $('Input').all() }}"],
		])('may be several, given by an expression: %s', async (_case, fileFields) => {
			const mail = await mailWith([invoice, receipt]);
			const { json, error } = await fixture.run(fixture.upload({ files: 'chosen', fileFields }), [
				mail,
			]);
			expect(error).toBeUndefined();
			expect(json.map(({ document_name }) => document_name)).toEqual([invoice.name, receipt.name]);
		});

		it('may be those of all items of Read/Write Files from Disk, whose json says the same as the file', async () => {
			const item = await itemWith(invoice);
			const { fileName, mimeType, fileSize } = item.binary?.data ?? {};
			const { json, error } = await fixture.run(
				fixture.upload({ files: 'chosen', fileFields: "={{ $('Input').all() }}" }),
				[{ ...item, json: { fileName, mimeType, fileSize: `${fileSize} (on disk)` } }],
			);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ document_name: invoice.name }]);
		});

		it('are never a part of a text, whatever an expression gives', async () => {
			const content = 'x'.repeat(500_000);
			for (const fileFields of ['={{ $json.content }}', '={{ $json }}', '={{ [$json] }}']) {
				const { error } = await fixture.run(fixture.upload({ files: 'chosen', fileFields }), [
					{ json: { content } },
				]);
				expect(error?.message).toMatch(/^(?=.*no file).{1,150}$/);
				expect(error?.description.length).toBeLessThan(400);
			}
		});

		it('are also found in the combined binary mode', async () => {
			const { binary } = await mailWith([invoice, receipt]);
			const item = { json: { _files: binary } };
			const workflow = { binaryMode: 'combined' as const };
			const { json } = await fixture.run(fixture.upload(), [item], { workflow });
			expect(json.map(({ document_name }) => document_name)).toEqual([invoice.name, receipt.name]);
		});

		it('are not believed in plain JSON of a workflow in another mode', async () => {
			const { binary } = await mailWith([invoice]);
			const before = fixture.anesya.requests.length;
			const { error } = await fixture.run(fixture.upload(), [{ json: { _files: binary } }]);
			expect(error?.message).toContain('There is no file on this item');
			expect(fixture.anesya.requests).toHaveLength(before);
		});

		it('leave out what is not a document, and say so', async () => {
			const picture = await storeBytes(Buffer.from('<svg/>'), 'logo.svg', 'image/svg+xml');
			const empty = await storeBytes(Buffer.from(''), 'empty.pdf', 'application/pdf');
			const mail = await mailWith([invoice]);
			const { json, hints } = await fixture.run(fixture.upload(), [
				{ ...mail, binary: { ...mail.binary, picture, empty } },
			]);
			expect(json).toHaveLength(1);
			expect(hints.join()).toContain('"logo.svg" in the field picture is an XML file');
			expect(hints.join()).toContain('"empty.pdf" in the field empty is empty');
		});

		it('leave out images too small to be a document, such as logos in signatures, and name them', async () => {
			const logo = await storeBytes(pngWith(200, 60), 'logo.png', 'image/png');
			const scan = await storeFile(receiptImage);
			const mail = { json: {}, binary: { logo, scan } };
			const { json, hints } = await fixture.run(fixture.upload(), [mail]);
			expect(json).toMatchObject([{ document_name: receiptImage.name }]);
			expect(hints).toEqual([
				'Not uploaded: "logo.png" in the field logo is too small to be a document (200 x 60 pixels) (item 0).',
			]);

			const alone = await fixture.run(fixture.upload({ options: { anyType: true } }), [
				{ json: {}, binary: { logo } },
			]);
			expect(alone.error?.description).toContain("switch on 'Upload Small Images'");

			const all = await fixture.run(fixture.upload({ options: { smallImages: true } }), [mail]);
			expect(all.json).toHaveLength(2);
			const chosen = await fixture.run(fixture.upload({ files: 'chosen', fileFields: 'logo' }), [
				mail,
			]);
			expect(chosen.json).toMatchObject([{ document_name: 'logo.png' }]);
		});

		it('may be missing on an item if that is allowed: the item is left out, and a hint says so', async () => {
			const leaveOut = (more: INodeParameters = {}) =>
				fixture.upload({ ...more, options: { whenNoDocument: 'leaveOut' } });
			const given = [
				{ json: {} },
				await itemWithBytes(pngWith(20, 20), 'logo.png', 'image/png'),
				await itemWith(invoice),
			];
			const { items, hints } = await fixture.run(leaveOut(), given);
			expect(items).toMatchObject([
				{ json: { document_name: invoice.name }, pairedItem: { item: 2 } },
			]);
			expect(hints).toEqual([
				'Items without a document, which were left out: 0, 1. Not uploaded: "logo.png" in the field data is too small to be a document (20 x 20 pixels) (item 1).',
			]);

			const before = fixture.anesya.requests.length;
			const none = await fixture.run(leaveOut(), given.slice(0, 2));
			expect([none.items, none.error, fixture.anesya.requests.length]).toEqual([
				[],
				undefined,
				before,
			]);

			const chosen = { files: 'chosen', fileFields: 'data' };
			expect((await fixture.run(leaveOut(chosen), given.slice(0, 1))).error).toBeUndefined();
			const unsuitable = await fixture.run(leaveOut(chosen), [
				await itemWithBytes('hello', 'notes.txt', 'text/plain'),
				await itemWith(invoice),
			]);
			expect(unsuitable.json).toMatchObject([{ document_name: invoice.name }]);
			expect(unsuitable.hints.join()).toContain(
				'"notes.txt" in the field data has the type text/plain',
			);
			const { error } = await fixture.run(
				leaveOut({ ...chosen, fileFields: 'scan' }),
				given.slice(2),
			);
			expect(error?.message).toContain('There is no file in the field "scan"');
		});

		it('may be missing only on an item without files, or with small images only, if that is allowed', async () => {
			const { items, failed, hints } = await fixture.run(
				fixture.upload({ options: { whenNoDocument: 'leaveOutIfNoFiles' } }),
				[
					{ json: {} },
					await itemWithBytes(pngWith(20, 20), 'logo.png', 'image/png'),
					await itemWithBytes('hello', 'notes.txt', 'text/plain'),
				],
				{ onError: 'continueErrorOutput' },
			);
			expect([items.length, failed.length]).toEqual([0, 1]);
			expect(failed[0]?.json.error).toMatchObject({
				message: 'There is no file to upload on this item',
				description: expect.stringContaining(
					'"notes.txt" in the field data has the type text/plain',
				),
			});
			expect(hints.join()).toContain('Items without a document, which were left out: 0, 1.');
		});

		it('take the error output with a reason if they are left out beside a document, except for small images', async () => {
			const bytes: Array<[string, Buffer | string]> = [
				['terms.docx', 'PK\x03\x04'],
				['invoice.pdf', '<html>Please sign in</html>'],
				['logo.png', pngWith(20, 20)],
			];
			const files = await Promise.all(
				bytes.map(async ([name, content]) => [
					name.replace('.', '_'),
					await storeBytes(Buffer.from(content), name, 'application/octet-stream'),
				]),
			);
			const { binary } = await itemWith(receipt);
			const mail = { json: { from: 'me' }, binary: { ...binary, ...Object.fromEntries(files) } };
			const { json, failed, hints } = await fixture.run(fixture.upload(), [mail], {
				onError: 'continueErrorOutput',
			});
			expect(json).toMatchObject([{ document_name: receipt.name }]);
			expect(failed).toMatchObject([
				{
					json: {
						from: 'me',
						error: {
							message:
								'"terms.docx" in the field terms_docx is a ZIP archive or an Office document, and was not uploaded',
							description: expect.stringContaining('Upload Other File Types'),
							document_name: 'terms.docx',
						},
					},
				},
				{
					json: { error: { message: expect.stringContaining('is a web page (HTML)') } },
				},
			]);
			expect(failed.map((item) => Object.keys(item.binary ?? {}))).toEqual([
				['terms_docx'],
				['invoice_pdf'],
			]);
			expect(hints.join()).toMatch(/^Not uploaded: "logo.png"[^"]+$/);
		});

		it.each(['upload', 'uploadAndWait', 'uploadWithoutWorkflow', 'uploadWithoutWorkflowAndWait'])(
			'may be missing in each operation: %s',
			async (operation) => {
				const given = [{ json: {} }, await itemWith(invoice)];
				const { items, error } = await fixture.run(
					fixture.upload({ operation, options: { whenNoDocument: 'leaveOut' } }),
					given,
				);
				expect(error).toBeUndefined();
				expect(items).toMatchObject([{ pairedItem: { item: 1 } }]);
			},
		);

		it('are named in a hint that stays readable, however many items are left out', async () => {
			const options = { whenNoDocument: 'leaveOut' };
			const { hints } = await fixture.run(
				fixture.upload({ options }),
				Array.from({ length: 500 }, () => ({ json: {} })),
			);
			expect(hints).toEqual([
				expect.stringMatching(
					/^Items without a document, which were left out: 0, 1, 2, .+ 19, and 480 more\.$/,
				),
			]);
		});

		it('may share one request', async () => {
			const before = fixture.anesya.requests.length;
			const { items } = await fixture.run(
				fixture.upload({ options: { together: true, keepFiles: true } }),
				[await mailWith([invoice, receipt])],
			);
			expect(fixture.anesya.requests.length - before).toBe(1);
			expect(lastUpload().map(({ partName }) => partName)).toEqual([
				'extracts[0][document]',
				'extracts[1][document]',
			]);
			expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
				['attachment_0'],
				['attachment_1'],
			]);
		});

		it.each<[string, string | undefined, string, string, string | RegExp]>([
			['Gmail: a type without a slash, no ending', 'Rechnung 4711', 'pdf', '', 'Rechnung 4711.pdf'],
			[
				'only fileExtension',
				undefined,
				'application/octet-stream',
				'pdf',
				/^data-[\da-f]{8}\.pdf$/,
			],
			['nothing at all', undefined, 'application/octet-stream', '', /^data-[\da-f]{8}\.pdf$/],
			['a server without types', 'scan', 'text/plain', 'txt', 'scan.pdf'],
			['a signed link', 'invoice.pdf?X-Amz-Expires=3600', 'binary/octet-stream', '', 'invoice.pdf'],
			['a wrong ending', 'invoice.png', 'image/png', 'png', 'invoice.pdf'],
		])(
			'are known by their content, and get a name that fits: %s',
			async (_case, fileName, mimeType, fileExtension, sent) => {
				const data = await storeBytes(readFileSync(invoice.path), fileName, mimeType);
				const { error } = await fixture.run(fixture.upload(), [
					{ json: {}, binary: { data: { ...data, fileExtension } } },
				]);
				expect(error).toBeUndefined();
				expect(lastUpload()).toMatchObject([
					{
						fileName: typeof sent === 'string' ? sent : expect.stringMatching(sent),
						contentType: 'application/pdf',
					},
				]);
			},
		);

		it.each<[string, string | Buffer, string]>([
			['a login page', '<!doctype html>', 'is a web page (HTML)'],
			['text', 'Invoice Number: 1', 'is called a PDF file, but has other content'],
			['nothing', '', 'is empty'],
		])(
			'are refused if they only claim to be a document, unless other types are sent: %s',
			async (_case, content, reason) => {
				const item = await itemWithBytes(content, 'invoice.pdf', 'application/pdf');
				const before = fixture.anesya.extracts.size;
				const { error } = await fixture.run(fixture.upload(), [item]);
				expect(error?.message).toBe('There is no file to upload on this item [item 0]');
				expect(error?.description).toContain(`"invoice.pdf" in the field data ${reason}`);
				expect(fixture.anesya.extracts.size).toBe(before);

				await fixture.run(fixture.upload({ options: { anyType: true } }), [item]);
				expect(lastUpload()).toMatchObject([{ fileName: 'invoice.pdf', size: content.length }]);
			},
		);

		it('are refused if they ask for a password, before all of them has arrived', async () => {
			const locked = await pdfWith({ userPassword: 'secret' });
			const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000_000), locked]);
			const shifted = Buffer.from(
				large.toString('latin1').replace(/startxref\n(\d+)/, (_all, at: string) => {
					return `startxref\n${Number(at) + 5_000_009}`;
				}),
				'latin1',
			);
			const before = fixture.anesya.extracts.size;
			for (const content of [locked, shifted]) {
				const { items, failed } = await fixture.run(
					fixture.upload(),
					[await itemWithBytes(content, 'statement.pdf', 'application/pdf')],
					{ onError: 'continueErrorOutput' },
				);
				expect(items).toEqual([]);
				expect(failed).toMatchObject([
					{
						json: { error: { message: '"statement.pdf" asks for a password' } },
						binary: { data: {} },
					},
				]);
			}
			expect(fixture.anesya.extracts.size).toBe(before);

			const item = await itemWithBytes(locked, 'statement.pdf', 'application/pdf');
			const sent = await fixture.run(fixture.upload({ options: { anyType: true } }), [item]);
			expect(sent.json).toMatchObject([{ document_name: 'statement.pdf' }]);
			const readable = await pdfWith({ ownerPassword: 'secret' });
			const { error } = await fixture.run(fixture.upload(), [
				await itemWithBytes(readable, 'protected.pdf', 'application/pdf'),
			]);
			expect(error).toBeUndefined();
		});

		it('cannot break out of their header with their name', async () => {
			const name = 'a"\r\nX-Injected: 1\r\n\r\n.pdf';
			await fixture.run(fixture.upload(), [
				await itemWithBytes(readFileSync(invoice.path), name, 'application/pdf'),
			]);
			expect(lastUpload()).toHaveLength(1);
			expect(lastUpload()[0]?.fileName).not.toMatch(/[\r\n]/);
		});
	},
);
