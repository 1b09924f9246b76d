import { expect } from 'expect';

import { facture, invoice } from '../../documents';
import type { StoredExtract } from '../../emulator/extracts';
import type { TestCase } from '../../testRunner';
import type { QueueEnvironment } from '../environment';
import { SLOW } from '../environment';
import type { Worker } from '../queue/startQueue';
import { workerOf } from '../queue/startQueue';
import { waitUntil } from '../server/waitUntil';
import type { FormFile } from '../server/webhook';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { getMany, inField, uploadAndWait, wait } from './inputs';

/** A worker ends while it waits for an extract. */
export const lostWorker: Array<TestCase<QueueEnvironment>> = [
	{
		name: 'a worker that is asked to end finishes the extract that it waits for first',
		run: async (environment) => {
			const { id, extract, worker } = await waitingExecution(
				environment,
				inField('data', facture, `${SLOW} ${facture.name}`),
			);
			const ended = worker.stop();
			finishSoon(extract);
			await ended;
			expect((await environment.n8n.api.endOf(id)).status).toBe('success');
		},
	},
	{
		name: 'when a worker crashes, its execution fails and is not run again; Get Many finds the extract and Wait for Extraction collects it',
		run: async (environment) => {
			const { n8n, anesya } = environment;
			const { id, extract, worker } = await waitingExecution(
				environment,
				inField('data', invoice, `${SLOW} ${invoice.name}`),
			);
			const uploads = anesya.extracts.size;
			await worker.kill();
			const killed = performance.now();
			await environment.startWorker();

			const { status, error } = await n8n.api.endOf(id, 120_000);
			const seconds = ((performance.now() - killed) / 1000).toFixed(0);
			expect({ status, uploadedAgain: anesya.extracts.size - uploads }).toEqual({
				status: 'error',
				uploadedAgain: 0,
			});

			finishSoon(extract);
			// n8n drops the data of such an execution, so the extract can be found only by the document's name.
			const steps = [getMany('={{ $json.body.document }}'), wait('={{ $json.id }}')];
			const collect = await n8n.api.listen(webhookToAnesya({ credential: n8n.credential, steps }));
			expect(await collect.postJson({ document: extract.documentName })).toMatchObject({
				status: 200,
				body: [invoice.fields],
			});
			return `after ${seconds} s n8n says "${error?.message.split('.')[0]}"`;
		},
	},
];

/** Starts an execution, and returns once it has uploaded a document and waits for its extract. */
async function waitingExecution(
	{ n8n, anesya, workers }: QueueEnvironment,
	file: FormFile,
): Promise<{ id: string; extract: StoredExtract; worker: Worker }> {
	const steps = [uploadAndWait(anesya)];
	const hook = await n8n.api.listen(
		webhookToAnesya({ credential: n8n.credential, steps, responds: 'at once' }),
	);
	const before = anesya.requests.length;
	await hook.postFiles([file]);
	await waitUntil('a second status check', () => anesya.requests.length >= before + 3 || undefined);
	const [running] = await n8n.api.executions(hook.workflowId);
	const extract = [...anesya.extracts.values()].at(-1);
	if (running === undefined || extract === undefined) throw new Error('No execution waits');
	return { id: running.id, extract, worker: await workerOf(running.id, workers) };
}

function finishSoon(extract: StoredExtract): void {
	extract.processingMs = Date.now() - extract.createdAt + 1_000;
}
