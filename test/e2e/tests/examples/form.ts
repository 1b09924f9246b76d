import { openAsBlob } from 'node:fs';
import { expect } from 'expect';
import { fetch,FormData } from 'undici';
import { z } from 'zod';

import type { SampleDocument } from '../../../documents';
import { invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import type { WorkflowFile } from '../../server/n8nApi';
import { waitUntil } from '../../server/waitUntil';
import { example } from './example';

const NAME = 'form-upload-shows-the-fields';

export const form: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: a form shows the fields of the uploaded document',
		run: async (environment) => {
			const { api, url } = environment.n8n;
			const workflow = await example(environment, NAME);
			const path = workflow.nodes.find(({ type }) => type.endsWith('.formTrigger'))?.webhookId ?? '';
			const id = await api.activate(workflow);
			const page = await waitUntil('the form exists', async () => {
				const response = await fetch(`${url}/form/${path}`);
				const text = await response.text();
				return response.ok ? text : undefined;
			});
			expect(page).toContain('Read a document');

			const body = new FormData();
			body.append('field-0', await openAsBlob(invoice.path, { type: invoice.mimeType }), invoice.name);
			const response = await fetch(`${url}/form/${path}`, { method: 'POST', body });
			const { formWaitingUrl } = z.object({ formWaitingUrl: z.string() }).parse(await response.json());
			await waitUntil('the form can continue', async () => {
				const status = await (await fetch(statusOf(formWaitingUrl))).text();
				return status === 'form-waiting' || undefined;
			});
			const end = await (await fetch(formWaitingUrl)).text();
			// The page itself does this when it is shown.
			await fetch(formWaitingUrl, { method: 'POST' });
			expect((await api.lastExecutionOf(id)).status).toBe('success');
			await api.deactivate(id);
			for (const value of Object.values(invoice.fields)) expect(end).toContain(String(value));
		},
	},
];

/** The URL that the form's page polls until it can continue. */
function statusOf(formWaitingUrl: string): URL {
	const url = new URL(formWaitingUrl);
	url.pathname += '/n8n-execution-status';
	return url;
}

/** Fills in the form of an active workflow whose first field is for files. */
export async function submitForm(
	{ n8n }: ExamplesEnvironment,
	{ nodes }: WorkflowFile,
	files: SampleDocument[],
): Promise<void> {
	const path = nodes.find(({ type }) => type.endsWith('.formTrigger'))?.webhookId ?? '';
	const body = new FormData();
	for (const { path: file, mimeType, name } of files) body.append('field-0', await openAsBlob(file, { type: mimeType }), name);
	await waitUntil('the form accepts documents', async () => {
		const response = await fetch(`${n8n.url}/form/${path}`, { method: 'POST', body });
		return response.ok || undefined;
	});
}
