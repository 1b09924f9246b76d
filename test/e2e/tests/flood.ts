import { randomUUID } from 'node:crypto';
import { expect } from 'expect';

import { invoice } from '../../documents';
import type { Emulator } from '../../emulator';
import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { Webhook } from '../server/webhook';
import { startedBy } from '../workflows/triggered';
import { inField } from './inputs';
import { listen, withAnesya } from './ownAnesya';

const CALLS = 10;

/** More than one call may name, and as many as it may. */
const SIZES = [200, 100];

/** Requests that a flood may cost. */
const MOST_REQUESTS = 20;

/** Documents of the run, and milliseconds that each takes at Anesya. */
const DOCUMENTS = 20;
const PROCESSING = 5_000;

/** How much longer the run may take beside the flood. */
const SLOWEST = 1.2;

const EVENTS = ['workflow.completed'];

/** A stranger who knows the URL of an active trigger sends calls of his own. */
export const flood: Array<TestCase<Environment>> = [
	{
		name: `a flood of a trigger's URL costs at most ${MOST_REQUESTS} requests, and a run of the same account takes at most ${SLOWEST} times as long beside it`,
		run: async ({ n8n }) => {
			const read = async () => ({ content: '', data: { a: 1 } });
			const options = { read, processingMs: PROCESSING };
			return await withAnesya(
				n8n,
				options,
				async (calm, calmCredential) =>
					await withAnesya(n8n, options, async (anesya, credential) => {
						const workflow = startedBy(
							'anesyaTrigger',
							{ events: EVENTS, options: {} },
							credential,
						);
						const url = `${n8n.url}/webhook/${workflow.webhookId}/webhook`;
						const trigger = new Webhook(await n8n.api.activate(workflow), url);
						const runs = [
							await listen(n8n, calm, calmCredential),
							await listen(n8n, anesya, credential),
						];
						for (const run of runs) await run.postFiles([inField('warm_up', invoice)]);

						const measure = async () => {
							// At the same time, so that both share what else this machine does.
							const [times, { costs, statuses }] = await Promise.all([
								Promise.all(runs.map(secondsOf)),
								floodOf(trigger, anesya),
							]);
							const [alone = NaN, beside = NaN] = times;
							const figures = `${costs.join(' and ')} requests; ${alone.toFixed(1)} s without, ${beside.toFixed(1)} s with a flood`;
							expect(Math.max(...costs)).toBeLessThanOrEqual(MOST_REQUESTS);
							expect(statuses.filter((status) => status < 400)).toEqual([]);
							expect(await n8n.api.executions(trigger.workflowId)).toEqual([]);
							return { figures, isSlow: beside > SLOWEST * alone };
						};
						const first = await measure();
						if (!first.isSlow) return first.figures;
						// What held only one of the runs up by chance does not do so twice.
						const second = await measure();
						expect([first.figures, second]).toEqual([first.figures, { ...second, isSlow: false }]);
						return `${first.figures}; then ${second.figures}`;
					}),
			);
		},
	},
];

async function secondsOf(run: Webhook): Promise<number> {
	const files = Array.from({ length: DOCUMENTS }, (_, number) =>
		inField(`file_${number}`, invoice, `${number}.pdf`),
	);
	const started = performance.now();
	const { status, body } = await run.postFiles(files);
	expect([status, Array.isArray(body) && body.length]).toEqual([200, DOCUMENTS]);
	return (performance.now() - started) / 1000;
}

/** Floods of calls, each with IDs that nobody knows. @returns the requests that each flood cost */
async function floodOf(
	trigger: Webhook,
	anesya: Emulator,
): Promise<{ costs: number[]; statuses: number[] }> {
	const costs: number[] = [];
	const statuses: number[] = [];
	for (const ids of SIZES) {
		const unknown = () => anesya.requests.filter(({ status }) => status === 404).length;
		const before = unknown();
		const calls = Array.from(
			{ length: CALLS },
			async () => await trigger.postJson(inventedCall(ids)),
		);
		statuses.push(...(await Promise.all(calls)).map(({ status }) => status));
		costs.push(unknown() - before);
	}
	return { costs, statuses };
}

function inventedCall(ids: number): object {
	const data = Array.from({ length: ids }, () => ({ id: randomUUID(), document_name: 'a.pdf' }));
	return { event: EVENTS[0], timestamp: new Date().toISOString(), data };
}
