import { randomUUID } from 'node:crypto';
import { expect } from 'expect';

import { deliver, deliveryOf } from '../../emulator';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import type { N8nServer } from '../server/startN8n';
import { Webhook } from '../server/webhook';
import { startedBy, TRIGGER } from '../workflows/triggered';

/** Once a year, so that there are only the polls at the activation and after a restart. */
const RARELY = { item: [{ mode: 'custom', cronExpression: '0 0 0 1 1 *' }] };

const NEVER = 365 * 24 * 3_600_000;

/** The triggers of the package, across restarts of n8n. */
export const restarts: Array<TestCase<Environment>> = [
	{
		name: 'calls that must not start a workflow get the right status, and a call whose extract cannot be read can be replayed',
		run: async ({ n8n, anesya }) => {
			const { url, workflowId } = await listen(n8n);
			const [known, failed] = [
				anesya.seed({ data: { number: 1 } }),
				anesya.seed({ failsAt: 'OCR' }),
			];
			const statusFor = async (body: unknown) => (await deliver(url, body)).status;
			const statuses = {
				malformed: await statusFor('{"event"'),
				foreign: await statusFor({ hello: 'world' }),
				unknownId: await statusFor({ event: 'extract.completed', data: { id: randomUUID() } }),
				notChosen: await statusFor(deliveryOf('extract.failed', failed)),
				contradicted: await statusFor(deliveryOf('extract.completed', failed)),
				large: await statusFor(`{"event":"extract.completed","data":"${'x'.repeat(11_000_000)}"}`),
			};
			expect(statuses).toEqual({
				malformed: 422,
				foreign: 400,
				unknownId: 404,
				notChosen: 200,
				contradicted: 409,
				large: 413,
			});
			const beyondN8n = await statusFor(`{"data":"${'x'.repeat(17_000_000)}"}`);
			expect(await n8n.api.executions(workflowId)).toHaveLength(0);

			anesya.fault({
				path: new RegExp(known.id),
				times: 3,
				fault: { kind: 'response', status: 503 },
			});
			expect(await statusFor(deliveryOf('extract.completed', known))).toBe(500);
			const failedExecution = await n8n.api.executed(workflowId);
			expect(failedExecution).toMatchObject({
				status: 'error',
				error: { message: 'Anesya is not available at the moment (HTTP 503)' },
			});
			expect(failedExecution.itemsOf('Next')).toEqual([]);

			expect(await statusFor(deliveryOf('extract.completed', known))).toBe(200);
			expect((await n8n.api.executed(workflowId, 2)).itemsOf('Next')).toMatchObject([
				{ json: { number: 1 } },
			]);
			return `n8n itself returns ${beyondN8n} for 17 MB`;
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
			expect(numbersIn((await n8n.api.executed(hook.workflowId)).itemsOf(TRIGGER))).toEqual([1]);

			await n8n.restart('stop', () => {
				pending.processingMs = 0;
				anesya.seed({ data: { number: 4 }, documentName: 'polled.pdf' });
			});
			expect(numbersIn((await n8n.api.executed(polled)).itemsOf(TRIGGER))).toEqual([3, 4]);
			await hook.postJson(deliveryOf('extract.completed', first));
			await hook.postJson(deliveryOf('extract.completed', second));
			expect(numbersIn((await n8n.api.executed(hook.workflowId, 2)).itemsOf(TRIGGER))).toEqual([2]);

			await n8n.restart(
				'kill',
				() => void anesya.seed({ data: { number: 5 }, documentName: 'polled.pdf' }),
			);
			expect(numbersIn((await n8n.api.executed(polled, 2)).itemsOf(TRIGGER))).toEqual([5]);
			await hook.postJson(deliveryOf('extract.completed', second));
			await hook.postJson(deliveryOf('extract.completed', third));
			expect(numbersIn((await n8n.api.executed(hook.workflowId, 3)).itemsOf(TRIGGER))).toEqual([6]);
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
	// Returns once n8n has registered the webhook.
	await hook.postJson({});
	return hook;
}

function numbersIn(items: Array<{ json: Record<string, unknown> }>): unknown[] {
	return items.map(({ json }) => json.number);
}
