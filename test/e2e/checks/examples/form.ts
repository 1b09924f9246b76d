import { openAsBlob } from 'node:fs';
import { expect } from 'expect';
import { fetch,FormData } from 'undici';
import { z } from 'zod';

import type { Check } from '../../../checks';
import { invoice } from '../../../documents';
import { until } from '../../server/until';
import type { ExamplesPlace } from './place';
import { example } from './place';

const NAME = 'form-upload-shows-the-fields';

export const form: Array<Check<ExamplesPlace>> = [
	{
		name: 'example: who uploads a document to a form is shown its fields',
		run: async (place) => {
			const { api, url } = place.n8n;
			const workflow = await example(place, NAME);
			const path = workflow.nodes.find(({ type }) => type.endsWith('.formTrigger'))?.webhookId ?? '';
			const id = await api.activate(workflow);
			const page = await until('the form is there', async () => {
				const answer = await fetch(`${url}/form/${path}`);
				const text = await answer.text();
				return answer.ok ? text : undefined;
			});
			expect(page).toContain('Read a document');

			const body = new FormData();
			body.append('field-0', await openAsBlob(invoice.path, { type: invoice.mimeType }), invoice.name);
			const answer = await fetch(`${url}/form/${path}`, { method: 'POST', body });
			const { formWaitingUrl } = z.object({ formWaitingUrl: z.string() }).parse(await answer.json());
			await until('the form can go on', async () => {
				const status = await (await fetch(statusOf(formWaitingUrl))).text();
				return status === 'form-waiting' || undefined;
			});
			const end = await (await fetch(formWaitingUrl)).text();
			// The page itself does this once it is shown.
			await fetch(formWaitingUrl, { method: 'POST' });
			expect((await api.lastExecutionOf(id)).status).toBe('success');
			await api.deactivate(id);
			for (const value of Object.values(invoice.fields)) expect(end).toContain(String(value));
		},
	},
];

/** Where the form's page in the browser asks whether it can go on. */
function statusOf(formWaitingUrl: string): URL {
	const url = new URL(formWaitingUrl);
	url.pathname += '/n8n-execution-status';
	return url;
}
