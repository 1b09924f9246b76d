import { randomUUID } from 'node:crypto';
import { expect } from 'expect';

import type { Check } from '../../checks';
import { deliver, deliveryOf } from '../../emulator';
import type { Place } from '../place';
import { executed } from '../server/executed';
import type { N8nServer } from '../server/startN8n';
import { Webhook } from '../server/webhook';
import { startedBy, TRIGGER } from '../workflows/triggered';

/** Once a year: the only polls are those at an activation and after a restart. */
const RARELY = { item: [{ mode: 'custom', cronExpression: '0 0 0 1 1 *' }] };

const NEVER = 365 * 24 * 3_600_000;

/** Workflows that Anesya starts, and an n8n that ends meanwhile. */
export const restarts: Array<Check<Place>> = [
	{
		name: 'calls that are not to start anything are answered so, and one that cannot be fetched stays replayable',
		run: async ({ n8n, anesya }) => {
			const { url, workflowId } = await listen(n8n);
			const [known, failed] = [
				anesya.seed({ data: { number: 1 } }),
				anesya.seed({ failsAt: 'OCR' }),
			];
			const answerTo = async (body: unknown) => (await deliver(url, body)).status;
			const answers = {
				malformed: await answerTo('{"event"'),
				foreign: await answerTo({ hello: 'world' }),
				unknownId: await answerTo({ event: 'extract.completed', data: { id: randomUUID() } }),
				notChosen: await answerTo(deliveryOf('extract.failed', failed)),
				contradicted: await answerTo(deliveryOf('extract.completed', failed)),
				large: await answerTo(`{"event":"extract.completed","data":"${'x'.repeat(11_000_000)}"}`),
			};
			expect(answers).toEqual({
				malformed: 422,
				foreign: 400,
				unknownId: 404,
				notChosen: 200,
				contradicted: 409,
				large: 413,
			});
			const beyondN8n = await answerTo(`{"data":"${'x'.repeat(17_000_000)}"}`);
			expect(await n8n.api.executions(workflowId)).toHaveLength(0);

			anesya.fault({
				path: new RegExp(known.id),
				times: 3,
				fault: { kind: 'answer', status: 503 },
			});
			expect(await answerTo(deliveryOf('extract.completed', known))).toBe(500);
			const told = await executed(n8n.api, workflowId);
			expect(told).toMatchObject({
				status: 'error',
				error: { message: 'Anesya is not available at the moment (HTTP 503)' },
			});
			expect(told.itemsOf('Next')).toEqual([]);

			expect(await answerTo(deliveryOf('extract.completed', known))).toBe(200);
			expect((await executed(n8n.api, workflowId, 2)).itemsOf('Next')).toMatchObject([
				{ json: { number: 1 } },
			]);
			return `n8n itself answers ${beyondN8n} to 17 MB`;
		},
	},
	{
		name: 'each call and each finished extract starts a workflow once, across a stop and a crash of n8n',
		run: async ({ n8n, anesya }) => {
			const hook = await listen(n8n);
			const [first, second, third] = [
				anesya.seed({ data: { number: 1 } }),
				anesya.seed({ data: { number: 2 } }),
				anesya.seed({ data: { number: 6 } }),
			];
			const pending = anesya.seed({
				data: { number: 3 },
				processingMs: NEVER,
				documentName: 'polled.pdf',
			});
			const polling = startedBy(
				'anesyaPollingTrigger',
				{ triggerOn: ['completed'], filters: { search: 'polled' }, pollTimes: RARELY },
				n8n.credential,
			);
			const polled = await n8n.api.activate(polling);
			expect(await hook.postJson(deliveryOf('extract.completed', first))).toMatchObject({
				status: 200,
			});
			expect(numbersIn((await executed(n8n.api, hook.workflowId)).itemsOf(TRIGGER))).toEqual([1]);

			await n8n.restart('stop', () => {
				pending.processingMs = 0;
				anesya.seed({ data: { number: 4 }, documentName: 'polled.pdf' });
			});
			expect(numbersIn((await executed(n8n.api, polled)).itemsOf(TRIGGER))).toEqual([3, 4]);
			await hook.postJson(deliveryOf('extract.completed', first));
			await hook.postJson(deliveryOf('extract.completed', second));
			expect(numbersIn((await executed(n8n.api, hook.workflowId, 2)).itemsOf(TRIGGER))).toEqual([
				2,
			]);

			await n8n.restart(
				'kill',
				() => void anesya.seed({ data: { number: 5 }, documentName: 'polled.pdf' }),
			);
			expect(numbersIn((await executed(n8n.api, polled, 2)).itemsOf(TRIGGER))).toEqual([5]);
			await hook.postJson(deliveryOf('extract.completed', second));
			await hook.postJson(deliveryOf('extract.completed', third));
			expect(numbersIn((await executed(n8n.api, hook.workflowId, 3)).itemsOf(TRIGGER))).toEqual([
				6,
			]);
			expect(await n8n.api.executions(hook.workflowId)).toHaveLength(3);
			expect(await n8n.api.executions(polled)).toHaveLength(2);
		},
	},
];

async function listen({ api, credential, url }: N8nServer): Promise<Webhook> {
	const workflow = startedBy('anesyaTrigger', { events: ['extract.completed'] }, credential);
	const hook = new Webhook(
		await api.activate(workflow),
		`${url}/webhook/${workflow.webhookId}/webhook`,
	);
	// Returns once n8n knows the address.
	await hook.postJson({});
	return hook;
}

function numbersIn(items: Array<{ json: Record<string, unknown> }>): unknown[] {
	return items.map(({ json }) => json.number);
}
