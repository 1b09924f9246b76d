import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'expect';

import { deliver, deliveryOf } from '../../emulator';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { waitUntil } from '../server/waitUntil';
import { Webhook } from '../server/webhook';
import { startedBy, TRIGGER } from '../workflows/triggered';

const NEVER = 365 * 24 * 3_600_000;

/** The webhook trigger, in one story: whenever a call comes, its extract starts the workflow once. */
export const callWorld: Array<TestCase<Environment>> = [
	{
		name: 'each extract starts the workflow once: called early, twice at once, while n8n restarts, replayed, and in a test in the editor',
		run: async ({ n8n, anesya }) => {
			const workflow = startedBy(
				'anesyaTrigger',
				{ events: ['extract.completed'] },
				n8n.credential,
			);
			const hook = new Webhook(
				await n8n.api.activate(workflow),
				`${n8n.url}/webhook/${workflow.webhookId}/webhook`,
			);
			const make = (number: number, processingMs = 0) => {
				const extract = anesya.seed({ data: { number }, processingMs });
				return { extract, call: () => deliveryOf('extract.completed', extract) };
			};
			const statusOf = async (body: object) => (await hook.postJson(body)).status;

			/** What production executions started with, in order. */
			const production = async () => {
				const executions = await n8n.api.executions(hook.workflowId);
				const ended = await Promise.all(executions.map(async ({ id }) => await n8n.api.endOf(id)));
				return ended
					.filter(({ mode }) => mode === 'webhook')
					.flatMap((execution) => execution.itemsOf(TRIGGER).map(({ json }) => json.number))
					.toSorted();
			};
			const hasStarted = async (numbers: number[]) => {
				await waitUntil(`${numbers.length} extracts start the workflow`, async () =>
					(await production()).length >= numbers.length ? true : undefined,
				);
				expect(await production()).toEqual(numbers);
			};

			const early = make(1, NEVER);
			expect(await statusOf(early.call())).toBe(503);
			early.extract.processingMs = 0;
			expect(await statusOf(early.call())).toBe(200);

			const twice = make(2);
			const statuses = await Promise.all([statusOf(twice.call()), statusOf(twice.call())]);
			expect(statuses).toContain(200);
			expect([200, 503]).toEqual(expect.arrayContaining(statuses));

			const away = make(3);
			// n8n does not repeat an execution that a crash interrupts.
			await hasStarted([1, 2]);
			await n8n.restart('kill', () => {});
			for (const { call } of [early, twice]) expect(await statusOf(call())).toBe(200);
			expect(await statusOf(away.call())).toBe(200);

			await n8n.api.listenForTest(hook.workflowId, TRIGGER);
			const tested = make(4);
			const test = await deliver(
				`${n8n.url}/webhook-test/${workflow.webhookId}/webhook`,
				tested.call(),
			);
			expect(test.status).toBe(200);
			expect(await statusOf(tested.call())).toBe(200);
			for (const { call } of [early, twice, away, tested]) expect(await statusOf(call())).toBe(200);

			await hasStarted([1, 2, 3, 4]);
			await pause(1_000);
			expect(await production()).toEqual([1, 2, 3, 4]);
		},
	},
];
