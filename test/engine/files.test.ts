import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';

import { facture, invoice, receipt } from '../documents';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith, itemWithBytes, mailWith } from './items';

describe.each(['filesystem', 'default'] as const)(
	'The files that Upload Extract sends, binary mode %s',
	(binaryMode) => {
		let fixture: Fixture;
		beforeAll(async () => (fixture = await openFixture({ binaryMode })));
		afterAll(async () => await fixture.close());

		const upload = (more: INodeParameters = {}) => ({
			operation: 'upload',
			workflow: byId(fixture.anesya.workflowId),
			...more,
		});
		const lastUpload = () =>
			fixture.anesya.requests.filter(({ method }) => method === 'POST').at(-1)?.documents ?? [];

		it('arrive byte by byte, under their own names with accents, in the documented part', async () => {
			const { json } = await fixture.run(upload(), [await itemWith(facture)]);
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
				upload({ files: 'chosen', fileFields: 'attachment_2, attachment_0' }),
				[mail],
			);
			expect(json.map(({ document_name }) => document_name)).toEqual([facture.name, invoice.name]);
		});

		it('may be given by an expression', async () => {
			const mail = await mailWith([invoice, receipt]);
			const fileFields = '={{ $binary.attachment_1 }}';
			const { json, error } = await fixture.run(upload({ files: 'chosen', fileFields }), [mail]);
			expect(error).toBeUndefined();
			expect(json).toMatchObject([{ document_name: receipt.name }]);
		});

		it('are also found in the combined binary mode', async () => {
			const { binary } = await mailWith([invoice, receipt]);
			const item = { json: { _files: binary } };
			const workflow = { binaryMode: 'combined' as const };
			const { json } = await fixture.run(upload(), [item], { workflow });
			expect(json.map(({ document_name }) => document_name)).toEqual([invoice.name, receipt.name]);
		});

		it('are not believed in plain JSON of a workflow in another mode', async () => {
			const { binary } = await mailWith([invoice]);
			const before = fixture.anesya.requests.length;
			const { error } = await fixture.run(upload(), [{ json: { _files: binary } }]);
			expect(error?.message).toContain('There is no file on this item');
			expect(fixture.anesya.requests).toHaveLength(before);
		});

		it('leave out what is not a document, and say so', async () => {
			const logo = (await itemWithBytes('<svg/>', 'logo.svg', 'image/svg+xml')).binary?.data;
			const empty = (await itemWithBytes('', 'empty.pdf', 'application/pdf')).binary?.data;
			const mail = await mailWith([invoice]);
			if (!logo || !empty) throw new Error('The store gave no files');
			const { json, hints } = await fixture.run(upload(), [
				{ ...mail, binary: { ...mail.binary, logo, empty } },
			]);
			expect(json).toHaveLength(1);
			expect(hints.join()).toContain('"logo.svg" in the field logo has the type image/svg+xml');
			expect(hints.join()).toContain('"empty.pdf" in the field empty is empty');
		});

		it('leave out small images, such as logos in signatures, if the option is set, but not a small PDF', async () => {
			const logo = (await itemWithBytes('tiny', 'logo.png', 'image/png')).binary?.data;
			const mail = await mailWith([invoice]);
			if (!logo) throw new Error('The store gave no file');
			const { json, hints } = await fixture.run(upload({ options: { smallest: 5 } }), [
				{ ...mail, binary: { ...mail.binary, logo } },
			]);
			expect(json).toMatchObject([{ document_name: invoice.name }]);
			expect(hints.join()).toContain('"logo.png" in the field logo is smaller than 5 KB');
		});

		it('may be missing on an item if that is allowed: the item is left out, and a hint says so', async () => {
			const leaveOut = (more: INodeParameters = {}) =>
				upload({ ...more, options: { whenNoDocument: 'leaveOut', smallest: 5 } });
			const given = [
				{ json: {} },
				await itemWithBytes('tiny', 'logo.png', 'image/png'),
				await itemWith(invoice),
			];
			const { items, hints } = await fixture.run(leaveOut(), given);
			expect(items).toMatchObject([
				{ json: { document_name: invoice.name }, pairedItem: { item: 2 } },
			]);
			expect(hints).toEqual([
				'Items without a document, which were left out: 0, 1. Not uploaded: "logo.png" in the field data is smaller than 5 KB (item 1).',
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

		it.each(['upload', 'uploadAndWait', 'uploadWithoutWorkflow', 'uploadWithoutWorkflowAndWait'])(
			'may be missing in each operation: %s',
			async (operation) => {
				const given = [{ json: {} }, await itemWith(invoice)];
				const { items, error } = await fixture.run(
					upload({ operation, options: { whenNoDocument: 'leaveOut' } }),
					given,
				);
				expect(error).toBeUndefined();
				expect(items).toMatchObject([{ pairedItem: { item: 1 } }]);
			},
		);

		it('are named in a hint that stays readable, however many items are left out', async () => {
			const options = { whenNoDocument: 'leaveOut' };
			const { hints } = await fixture.run(
				upload({ options }),
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
				upload({ options: { together: true, keepFiles: true } }),
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

		it('get a name of their own, with the extension of their type, if they have none', async () => {
			await fixture.run(upload(), [
				await itemWithBytes(readFileSync(invoice.path), undefined, 'application/pdf'),
			]);
			expect(lastUpload()).toMatchObject([
				{ fileName: expect.stringMatching(/^data-[\da-f]{8}\.pdf$/) },
			]);
		});

		it('cannot break out of their header with their name', async () => {
			const name = 'a"\r\nX-Injected: 1\r\n\r\n.pdf';
			await fixture.run(upload(), [
				await itemWithBytes(readFileSync(invoice.path), name, 'application/pdf'),
			]);
			expect(lastUpload()).toHaveLength(1);
			expect(lastUpload()[0]?.fileName).not.toMatch(/[\r\n]/);
		});
	},
);
