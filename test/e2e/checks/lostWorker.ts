import { expect } from 'expect';

import type { Check } from '../../checks';
import { invoice } from '../../documents';
import type { QueuePlace } from '../place';
import { SLOW } from '../place';
import { executionsAt } from '../queue/startQueue';
import { until } from '../server/until';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, uploadAndWait, wait } from './parts';

/** A worker that crashes takes its execution with it, but nothing that Anesya has. */
export const lostWorker: Array<Check<QueuePlace>> = [
	{
		name: 'proto',
		run: async ({ n8n, anesya, workers }) => {
			const steps = [uploadAndWait(anesya)];
			const hook = await n8n.api.activate(webhookToAnesya({ credential: n8n.credential, steps, answers: 'at once' }));
			const before = anesya.requests.length;
			const extracts = anesya.extracts.size;
			await hook.postFiles([inField('data', invoice, `${SLOW}-kill.pdf`)]);
			await until('a second look at the extract', () => anesya.requests.length - before >= 3 || undefined);
			const [running] = await n8n.api.executions(hook.workflowId);
			const id = running?.id ?? '';
			for (const worker of workers) {
				if ((await executionsAt(worker)).includes(id)) await worker.kill();
			}
			const t = performance.now();
			const e = await n8n.api.endOf(id, 120_000);
			console.log(e.status, e.error, (performance.now() - t) / 1000, anesya.extracts.size - extracts, e.text.slice(0, 3000));
			const extract = [...anesya.extracts.values()].at(-1);
			if (extract) extract.processingMs = 1;
			const collect = await n8n.api.activate(webhookToAnesya({ credential: n8n.credential, steps: [wait('={{ $json.body.id }}')] }));
			expect(await collect.postJson({ id: extract?.id ?? '' })).toMatchObject({ status: 200, body: [invoice.fields] });
		},
	},
];
