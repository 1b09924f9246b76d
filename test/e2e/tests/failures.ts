import { expect } from 'expect';

import { facture, invoice, receipt } from '../../documents';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { EXTRACTED, FAILED, webhookToAnesya } from '../workflows/webhookToAnesya';
import { asAttachments, uploadAndWait } from './inputs';

/** A failed document does not affect the others. */
export const failures: Array<TestCase<Environment>> = [
	{
		name: 'a failed document goes to the error output with its extract id and its file, the others continue',
		run: async ({ n8n, anesya }) => {
			const steps = [uploadAndWait(anesya)];
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps, errorOutput: true }),
			);
			anesya.fault({
				fault: { kind: 'extract-error', step: 'PARSING' },
				documentName: new RegExp(receipt.name),
			});
			await hook.postFiles(asAttachments([invoice, receipt, facture]));

			const execution = await n8n.api.lastExecutionOf(hook.workflowId);
			const { id } =
				[...anesya.extracts.values()].findLast(
					({ documentName }) => documentName === receipt.name,
				) ?? {};
			expect(execution.status).toBe('success');
			const extracted = execution.itemsOf(EXTRACTED).map(({ json }) => json);
			expect(extracted).toHaveLength(2);
			expect(extracted).toEqual(
				expect.arrayContaining(
					[invoice, facture].map(({ fields }) => expect.objectContaining(fields)),
				),
			);
			expect(execution.itemsOf(FAILED)).toMatchObject([
				{
					json: {
						error: {
							id,
							status: 'ERROR',
							document_name: receipt.name,
							message: expect.any(String),
						},
					},
					binary: { attachment_1: { fileName: receipt.name } },
				},
			]);
		},
	},
	{
		name: 'without an error output the execution fails with a text that names the documents that succeeded',
		run: async ({ n8n, anesya }) => {
			const hook = await n8n.api.listen(
				webhookToAnesya({ credential: n8n.credential, steps: [uploadAndWait(anesya)] }),
			);
			anesya.fault({
				fault: { kind: 'extract-error', step: 'PARSING' },
				documentName: new RegExp(receipt.name),
			});
			await hook.postFiles(asAttachments([invoice, receipt]));

			const { status, error } = await n8n.api.lastExecutionOf(hook.workflowId);
			expect(status).toBe('error');
			expect(error?.message).toContain(receipt.name);
			expect(error?.description).toContain(invoice.name);
		},
	},
];
