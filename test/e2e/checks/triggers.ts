import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

import type { Check } from '../../checks';
import type { SampleDocument } from '../../documents';
import { facture, invoice } from '../../documents';
import { deliveryOf } from '../../emulator';
import type { StoredExtract } from '../../emulator/extracts';
import type { Place } from '../place';
import { executed } from '../server/executed';
import { Webhook } from '../server/webhook';
import { startedBy, TRIGGER } from '../workflows/triggered';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { inField, upload } from './parts';

/** Seconds until the clock that the polling trigger goes by comes round; n8n allows once a minute at the most. */
const SOON = 6;

/** Workflows that Anesya starts. */
export const triggers: Array<Check<Place>> = [
	{
		name: 'a call of Anesya starts a workflow with the extracted fields, once',
		run: async (place) => {
			const { n8n } = place;
			const workflow = startedBy(
				'anesyaTrigger',
				{ events: ['extract.completed'], options: {} },
				n8n.credential,
			);
			const hook = new Webhook(
				await n8n.api.activate(workflow),
				`${n8n.url}/webhook/${workflow.webhookId}/webhook`,
			);
			const call = deliveryOf('extract.completed', await finishedExtract(place, facture));
			expect(await hook.postJson(call)).toMatchObject({ status: 200 });
			expect((await executed(n8n.api, hook.workflowId)).itemsOf(TRIGGER)).toMatchObject([
				{ json: facture.fields },
			]);

			expect(await hook.postJson(call)).toMatchObject({ status: 200 });
			expect(await n8n.api.executions(hook.workflowId)).toHaveLength(1);
		},
	},
	{
		name: 'the polling trigger starts a workflow with what was finished since',
		run: async (place) => {
			const { n8n } = place;
			const cronExpression = `${new Date(Date.now() + SOON * 1000).getSeconds()} * * * * *`;
			const pollTimes = { item: [{ mode: 'custom', cronExpression }] };
			const id = await n8n.api.activate(
				startedBy('anesyaPollingTrigger', { triggerOn: ['completed'], pollTimes }, n8n.credential),
			);
			await finishedExtract(place, invoice);

			const execution = await executed(n8n.api, id);
			expect(execution.itemsOf(TRIGGER)).toMatchObject([{ json: invoice.fields }]);
		},
	},
];

/** Uploads a document with one workflow, for another to go on with. */
async function finishedExtract(
	{ n8n, anesya }: Place,
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
