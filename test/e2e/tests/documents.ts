import { expect } from 'expect';

import { damaged, facture, invoice, receipt, receiptImage, statement } from '../../documents';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { EXTRACTED, FAILED, WEBHOOK, webhookToAnesya } from '../workflows/webhookToAnesya';
import { asAttachments, inField, sha256Of, upload, uploadAndWait, wait } from './inputs';

const MAIL = [invoice, receipt, facture, statement, receiptImage];

/** Documents go in, and their fields come out, in every binary mode. */
export const documents: Array<TestCase<Environment>> = [
	{
		name: 'a PDF posted to a webhook is uploaded and waited for, and its fields are returned',
		run: async ({ n8n, anesya }) => {
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps: [uploadAndWait(anesya)] }),
			);
			expect(await hook.postFiles([inField('data', invoice)])).toMatchObject({
				status: 200,
				body: [invoice.fields],
			});
		},
	},
	{
		name: 'all attachments of an e-mail arrive byte for byte, and give one item each in their order',
		run: async ({ n8n, anesya }) => {
			const before = anesya.extracts.size;
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps: [uploadAndWait(anesya)] }),
			);
			const { body } = await hook.postFiles(asAttachments(MAIL));

			// n8n may read the files of a form in another order than they were sent.
			const [mail] = (await n8n.api.lastExecutionOf(hook.workflowId)).itemsOf(WEBHOOK);
			const order = Object.keys(mail?.binary ?? {}).map((field) =>
				Number(field.replace('attachment_', '')),
			);
			expect(body).toMatchObject(order.map((index) => MAIL[index]?.fields ?? {}));

			const received = [...anesya.extracts.values()].slice(before).map(({ sha256 }) => sha256);
			const sent = await Promise.all(MAIL.map(async ({ path }) => await sha256Of(path)));
			expect(received.sort()).toEqual(sent.sort());
		},
	},
	{
		name: 'Upload Extract and then Wait for Extraction give the same',
		run: async ({ n8n, anesya }) => {
			const steps = [upload(anesya), wait('={{ $json.id }}')];
			const hook = await n8n.api.listen(webhookToAnesya({ credential: n8n.credential, steps }));
			expect(await hook.postFiles([inField('data', facture)])).toMatchObject({
				status: 200,
				body: [facture.fields],
			});
		},
	},
];

/** The workflow setting of n8n 2 that keeps files inside an item's json. */
export const combinedFiles: Array<TestCase<Environment>> = [
	{
		name: 'files inside the json (setting binaryMode: combined) are found too',
		run: async ({ n8n, anesya }) => {
			const steps = [uploadAndWait(anesya)];
			const settings = { binaryMode: 'combined' as const };
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps, settings }),
			);
			expect(await hook.postFiles([inField('data', facture)])).toMatchObject({
				status: 200,
				body: [facture.fields],
			});

			const [received] = (await n8n.api.lastExecutionOf(hook.workflowId)).itemsOf(WEBHOOK);
			expect(received?.binary).toBeUndefined();
			expect(JSON.stringify(received?.json)).toContain(facture.name);
		},
	},
	{
		name: 'in this setting, a failed document takes the error output with its file, and the others go on',
		run: async ({ n8n, anesya }) => {
			const settings = { binaryMode: 'combined' as const };
			const hook = await n8n.api.listen(
				webhookToAnesya({
					credential: n8n.credential,
					steps: [uploadAndWait(anesya)],
					errorOutput: true,
					settings,
				}),
			);
			await hook.postFiles(asAttachments([invoice, damaged]));
			const execution = await n8n.api.lastExecutionOf(hook.workflowId);
			expect(execution.itemsOf(EXTRACTED)).toMatchObject([{ json: invoice.fields }]);
			const failed = execution.itemsOf(FAILED);
			expect(failed).toMatchObject([{ json: { error: { document_name: damaged.name } } }]);
			expect(JSON.stringify(failed[0]?.json.error)).toContain('"mimeType":"application/pdf"');
		},
	},
];
