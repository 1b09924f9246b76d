import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

import type { SampleDocument } from '../../documents';
import { facture, invoice } from '../../documents';
import { deliveryOf } from '../../emulator';
import type { StoredExtract } from '../../emulator/extracts';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { Webhook } from '../server/webhook';
import { startedBy, TRIGGER } from '../workflows/triggered';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, upload } from './inputs';

/** Seconds until the next poll; n8n polls at most once a minute. */
const SOON = 6;

/** The triggers of the package. */
export const triggers: Array<TestCase<Environment>> = [
	{
		name: 'a call of Anesya starts a workflow once, with the extracted fields',
		run: async (environment) => {
			const { n8n } = environment;
			const workflow = startedBy(
				'anesyaTrigger',
				{ events: ['extract.completed'], options: {} },
				n8n.credential,
			);
			const hook = new Webhook(
				await n8n.api.activate(workflow),
				`${n8n.url}/webhook/${workflow.webhookId}/webhook`,
			);
			const call = deliveryOf('extract.completed', await finishedExtract(environment, facture));
			expect(await hook.postJson(call)).toMatchObject({ status: 200 });
			expect((await n8n.api.executed(hook.workflowId)).itemsOf(TRIGGER)).toMatchObject([
				{ json: facture.fields },
			]);

			expect(await hook.postJson(call)).toMatchObject({ status: 200 });
			expect(await n8n.api.executions(hook.workflowId)).toHaveLength(1);
		},
	},
	{
		name: 'the polling trigger starts a workflow with the newly finished extracts',
		run: async (environment) => {
			const { n8n } = environment;
			const cronExpression = `${new Date(Date.now() + SOON * 1000).getSeconds()} * * * * *`;
			const pollTimes = { item: [{ mode: 'custom', cronExpression }] };
			const id = await n8n.api.activate(
				startedBy('anesyaPollingTrigger', { triggerOn: ['completed'], pollTimes }, n8n.credential),
			);
			await finishedExtract(environment, invoice);

			const execution = await n8n.api.executed(id);
			expect(execution.itemsOf(TRIGGER)).toMatchObject([{ json: invoice.fields }]);
		},
	},
];

/** Uploads a document with another workflow, and waits until its extract is finished. */
async function finishedExtract(
	{ n8n, anesya }: Environment,
	document: SampleDocument,
): Promise<StoredExtract> {
	const hook = await n8n.api.listen(
		webhookToAnesya({ credential: n8n.credential, steps: [upload(anesya)] }),
	);
	await hook.postFiles([inField('data', document)]);
	const extract = [...anesya.extracts.values()].at(-1);
	if (extract === undefined) throw new Error('Nothing was uploaded');
	await pause(Math.max(0, extract.createdAt + extract.processingMs - Date.now()));
	return extract;
}
