import { expect } from 'expect';

import type { Check } from '../../checks';
import { facture, invoice } from '../../documents';
import type { StoredExtract } from '../../emulator/extracts';
import type { QueuePlace } from '../place';
import { SLOW } from '../place';
import type { Worker } from '../queue/startQueue';
import { workerOf } from '../queue/startQueue';
import { until } from '../server/until';
import type { FormFile } from '../server/webhook';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { getMany, inField, uploadAndWait, wait } from './parts';

/** A worker ends while it waits for an extract. */
export const lostWorker: Array<Check<QueuePlace>> = [
	{
		name: 'a worker that is asked to end first finishes the extract that it waits for',
		run: async (place) => {
			const { id, extract, worker } = await waitingExecution(
				place,
				inField('data', facture, `${SLOW} ${facture.name}`),
			);
			const ended = worker.stop();
			finishSoon(extract);
			await ended;
			expect((await place.n8n.api.endOf(id)).status).toBe('success');
		},
	},
	{
		name: 'when a worker crashes, its execution fails and is not run again; Get Many finds the extract and Wait for Extraction collects it',
		run: async (place) => {
			const { n8n, anesya } = place;
			const { id, extract, worker } = await waitingExecution(
				place,
				inField('data', invoice, `${SLOW} ${invoice.name}`),
			);
			const uploads = anesya.extracts.size;
			await worker.kill();
			const killed = performance.now();
			await place.startWorker();

			const { status, error } = await n8n.api.endOf(id, 120_000);
			const seconds = ((performance.now() - killed) / 1000).toFixed(0);
			expect({ status, uploadedAgain: anesya.extracts.size - uploads }).toEqual({
				status: 'error',
				uploadedAgain: 0,
			});

			finishSoon(extract);
			// n8n drops what such an execution had, so that its document's name is all there is to go by.
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

/** An execution that has uploaded a document and looks at its extract again and again. */
async function waitingExecution(
	{ n8n, anesya, workers }: QueuePlace,
	file: FormFile,
): Promise<{ id: string; extract: StoredExtract; worker: Worker }> {
	const steps = [uploadAndWait(anesya)];
	const hook = await n8n.api.listen(
		webhookToAnesya({ credential: n8n.credential, steps, answers: 'at once' }),
	);
	const asked = anesya.requests.length;
	await hook.postFiles([file]);
	await until(
		'a second look at the extract',
		() => anesya.requests.length >= asked + 3 || undefined,
	);
	const [running] = await n8n.api.executions(hook.workflowId);
	const extract = [...anesya.extracts.values()].at(-1);
	if (running === undefined || extract === undefined) throw new Error('No execution waits');
	return { id: running.id, extract, worker: await workerOf(running.id, workers) };
}

function finishSoon(extract: StoredExtract): void {
	extract.processingMs = Date.now() - extract.createdAt + 1_000;
}
