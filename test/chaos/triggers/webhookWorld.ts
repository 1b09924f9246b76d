import type { IDataObject } from 'n8n-workflow';

import { AnesyaApi } from '../../../credentials/AnesyaApi.credentials';
import { AnesyaTrigger } from '../../../nodes/Anesya/AnesyaTrigger.node.ts';
import { nodeWith } from '../../engine/fixture';
import { loadTrigger, staticDataOf } from '../../engine/harness/activeTrigger';
import { PlainCredentialsHelper } from '../../engine/harness/credentialsHelper';
import { NodeTypeRegistry } from '../../engine/harness/nodeTypes';
import type { Random } from '../random';
import type { WorldExtract } from './pollingWorld';
import { drawId, drawPollingWorld, HOUR } from './pollingWorld';
import { startVirtualAnesya } from './virtualAnesya';
import type { VirtualTime } from './virtualTime';

/** What came of one world of webhook calls. */
export interface WebhookReport {
	extracts: number;
	delivered: number;
	calls: number;
	/** Calls of somebody else. */
	strangers: number;
	requests: number;
	largestState: number;
	findings: string[];
}

const EVENTS = ['extract.completed', 'extract.failed', 'workflow.completed', 'workflow.failed'];

const nodeTypes = new NodeTypeRegistry({ anesyaTrigger: new AnesyaTrigger() });

/**
 * Plays a world: Anesya calls for each extract, at times early, twice or at once, until the call is a
 * success. Strangers call with invented data. n8n keeps static data as it does.
 *
 * @param name of the world, not used for another one
 */
export async function runWebhookWorld(
	random: Random,
	size: number,
	time: VirtualTime,
	name: string,
): Promise<WebhookReport> {
	const world = {
		...drawPollingWorld(random, size),
		outages: [],
		faultRate: random.number() * 0.2,
	};
	const anesya = startVirtualAnesya(world, random, time, time.now());
	const startedAt = time.now();
	// Long, since no text may hold it: a short one could be a part of an ID.
	const token = `token-of-the-world-${name.replaceAll(' ', '-')}`;
	const credential = { token, baseUrl: 'http://127.0.0.1:9' };
	const credentialsHelper = new PlainCredentialsHelper(new AnesyaApi(), credential);
	const context = { nodeTypes, credentialsHelper };
	const started: IDataObject[] = [];
	let [calls, strangers, process, largestState] = [0, 0, 0, 0];
	let stored: IDataObject = {};
	const node = nodeWith(
		{ events: EVENTS, output: 'extractedData', options: {} },
		{},
		'anesyaTrigger',
	);

	async function call(body: unknown): Promise<number> {
		calls += 1;
		let status = 200;
		const trigger = loadTrigger(node, stored, context, 'webhook', `${name} ${process}`);
		const response = {
			status: (code: number) => ((status = code), response),
			json: () => response,
			setHeader: () => response,
		};
		const request = { rawBody: Buffer.from(JSON.stringify(body)), headers: {} };
		const webhook = trigger.webhookContext({ httpRequest: request, httpResponse: response });
		Object.assign(webhook.helpers, {
			httpRequestWithAuthentication: async (_: string, options: { url: string }) =>
				await anesya.respond(options),
		});
		try {
			const result = await trigger.type.webhook?.call(webhook);
			if (trigger.workflow.staticData.__dataChanged === true) stored = staticDataOf(trigger);
			largestState = Math.max(largestState, JSON.stringify(stored).length);
			started.push(...(result?.workflowData ?? []).flat().map(({ json }) => json));
			return status;
		} catch {
			return 500;
		}
	}

	/** Anesya itself: the user replays what failed. */
	async function report({ id, failed, endsAt }: WorldExtract): Promise<void> {
		const body = {
			id: 'webhook',
			event: `extract.${failed ? 'failed' : 'completed'}`,
			data: { id },
		};
		if (random.isTrue(0.2)) await call(body);
		await time.wait(Math.max(1, endsAt - (time.now() - startedAt)));
		const first = random.isTrue(0.3) ? [call(body), call(body)] : [call(body)];
		const statuses = await Promise.all(first);
		for (let replay = 0; replay < 50 && !statuses.some((one) => one === 200); replay += 1) {
			await time.wait(10_000);
			statuses.push(await call(body));
		}
		if (random.isTrue(0.3)) await call(body);
	}

	async function intrude(): Promise<void> {
		await time.wait(random.integer(1, HOUR));
		strangers += 1;
		const known = random.pick([world.extracts[0], world.extracts[1], undefined]);
		const id = known?.id ?? drawId(random);
		const data = { of: 'forged' };
		const forged = { id, extracted_data: data, total: 'forged', document_name: 'forged' };
		const shapes: readonly [unknown, ...unknown[]] = [
			forged,
			[forged],
			{ id, name: 'forged' },
			null,
			{ id: 'forged' },
		];
		// Each event starts the workflow once for an extract, so a stranger may name it only with its own.
		const event = known ? 'extract.completed' : 'workflow.completed';
		await call({ event, data: random.pick(shapes), of: 'forged' });
	}

	const present = world.extracts
		.filter(({ deletedAt, createdAt }) => deletedAt === Infinity && createdAt > 0)
		.map((extract) =>
			Object.assign(extract, {
				visibleAt: Math.min(extract.visibleAt, 2 * HOUR),
				endsAt: Math.min(extract.endsAt, 2 * HOUR),
			}),
		);
	const tasks = [...present.map(report), ...Array.from({ length: size / 4 }, intrude)];
	await time.run(async () => await Promise.all(tasks));
	// Everything again after a restart: nothing starts.
	process += 1;
	await time.run(async () => await Promise.all(present.map(report)));

	return {
		extracts: present.length,
		delivered: started.length,
		calls,
		strangers,
		requests: anesya.requests(),
		largestState,
		findings: audit(present, started),
	};
}

function audit(present: WorldExtract[], started: IDataObject[]): string[] {
	const ids = started.map(({ of, id }) => String(of ?? id));
	const text = JSON.stringify(started);
	return [
		...(text.includes('forged') ? ['foreign: the data of a stranger'] : []),
		...present.flatMap(({ id }) => {
			const count = ids.filter((one) => one === id).length;
			return count === 1 ? [] : [`${count} times: ${id}`];
		}),
	];
}
