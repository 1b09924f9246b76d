import { expect } from 'expect';

import { invoice } from '../../../documents';
import { deliveryOf } from '../../../emulator';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { waitUntil } from '../../server/waitUntil';
import { Webhook } from '../../server/webhook';
import { example } from './example';
import { submitForm } from './form';

export const withoutWorker: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: an execution waits on disk until Anesya calls, and goes on with the fields of its document',
		run: async (environment) => {
			const { n8n, anesya } = environment;
			const workflow = await example(environment, 'wait-without-a-worker');
			const id = await n8n.api.activate(workflow);
			await submitForm(environment, workflow, [invoice]);
			const waiting = await waitUntil('the execution waits', async () =>
				(await n8n.api.executions(id)).find(({ status }) => status === 'waiting'),
			);
			const extract = [...anesya.extracts.values()].at(-1);
			if (extract === undefined) throw new Error('Nothing was uploaded');

			const trigger = workflow.nodes.find(({ name }) => name === 'Document Finished');
			const hook = new Webhook(id, `${n8n.url}/webhook/${trigger?.webhookId}/webhook`);
			await waitUntil('the extract is finished', () => extract.createdAt + extract.processingMs < Date.now() - 500 || undefined);
			expect(await hook.postJson(deliveryOf('extract.completed', extract))).toMatchObject({ status: 200 });
			const { status, error, itemsOf } = await n8n.api.endOf(waiting.id);
			expect({ status, message: error?.message }).toEqual({ status: 'success' });
			// Without a schema, Anesya only reads the text.
			expect(itemsOf('Get Fields')).toMatchObject([{ json: { document_name: invoice.name } }]);
			await n8n.api.deactivate(id);
		},
	},
];
