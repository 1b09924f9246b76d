import { join } from 'node:path';
import { z } from 'zod';

import { childAtSpeed, n8nAtSpeed } from '../clock/speed';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import { uploadInto } from '../engine/protocol';
import { startNodeEngine } from '../engine/startNodeEngine';
import { N8N_VERSION, startRealN8n } from '../n8n/startRealN8n';
import type { PackedPackage } from '../preparePackage';
import { startChild } from '../processes/startChild';
import { homemadeLoop } from './homemadeLoop';

/** What all clients of a comparison share. */
export interface BatchEnvironment {
	packed: PackedPackage;
	/** The rows of its list have a status. */
	withStatus: AnesyaProcess;
	/** The rows of its list have none. */
	withoutStatus: AnesyaProcess;
	/** How much faster time passes, including the processing of documents. */
	speed: number;
}

/** A way to have many documents extracted. */
export interface BatchClient {
	/** Prepares documents with these names. @returns uploads them, and waits until all are finished */
	prepare(names: string[], workflow: string): Promise<() => Promise<void>>;
	anesya: AnesyaProcess;
	stop(): Promise<void>;
}

export type ClientName = keyof typeof CLIENTS;

export const CLIENT_TITLES = {
	limit: 'undici client that knows when each is finished',
	node: 'this node',
	nodeWithoutList: 'this node, list without statuses',
	loop: `HTTP Request + Wait 2 s + IF, n8n ${N8N_VERSION}`,
	serial: 'one document after the other, every 2 s',
} satisfies Record<ClientName, string>;

export const CLIENTS = {
	limit: async (environment: BatchEnvironment) =>
		referenceClient('withPerfectKnowledge', environment),
	serial: async (environment: BatchEnvironment) => referenceClient('oneAfterTheOther', environment),
	node: async (environment: BatchEnvironment) =>
		await nodeClient(environment, environment.withStatus),
	nodeWithoutList: async (environment: BatchEnvironment) =>
		await nodeClient(environment, environment.withoutStatus),
	loop: loopClient,
};

function referenceClient(
	name: string,
	{ withStatus: anesya, speed }: BatchEnvironment,
): BatchClient {
	const child = startChild(join(__dirname, 'referenceClientProcess.ts'));
	return {
		anesya,
		prepare: async (names, workflow) => async () =>
			void (await child.request(
				name,
				{ names, service: { ...anesya, workflow, speed } },
				z.number(),
			)),
		stop: async () => await child.stop(),
	};
}

async function nodeClient(
	{ packed, speed }: BatchEnvironment,
	anesya: AnesyaProcess,
): Promise<BatchClient> {
	const engine = await startNodeEngine(anesya, packed, childAtSpeed(speed));
	return {
		anesya,
		async prepare(names, workflow) {
			const prepared = await engine.prepare({ names });
			return async () => {
				const { items } = await engine.run({ prepared, parameters: uploadInto(workflow) });
				if (items !== names.length)
					throw new Error(`${items} items came out for ${names.length} documents`);
			};
		},
		stop: async () => await engine.stop(),
	};
}

async function loopClient({
	packed,
	speed,
	withStatus: anesya,
}: BatchEnvironment): Promise<BatchClient> {
	const n8n = await startRealN8n(`loop-${speed}`, anesya, packed, n8nAtSpeed(speed));
	const hook = await n8n.api.listen(homemadeLoop(anesya));
	return {
		anesya,
		prepare: async (names, workflow) => async () => {
			const documents = names.map((name) => ({ name, text: '%PDF-1.7' }));
			const { status, body } = await hook.postJson({ documents, workflow });
			if (status !== 200) throw new Error(`The loop returned ${status}: ${JSON.stringify(body)}`);
		},
		stop: async () => await n8n.stop(),
	};
}
