import { join } from 'node:path';
import { z } from 'zod';

import { childAtSpeed, n8nAtSpeed } from '../clock/speed';
import type { BenchAnesya } from '../emulator/startAnesya';
import { uploadInto } from '../engine/questions';
import { startNodeEngine } from '../engine/startNodeEngine';
import { N8N_VERSION, startRealN8n } from '../n8n/startRealN8n';
import type { PackedPackage } from '../package/preparePackage';
import { startChild } from '../processes/startChild';
import { homemadeLoop } from './homemadeLoop';

/** What all contenders of a comparison share. */
export interface Place {
	packed: PackedPackage;
	/** Its list carries the status of each extract. */
	withStatus: BenchAnesya;
	/** Its list does not. */
	withoutStatus: BenchAnesya;
	/** How much faster all time goes by, that of the documents included. */
	speed: number;
}

/** A way to get many documents through Anesya. */
export interface Contender {
	/** Uploads documents with these names, once they are prepared, and waits until all are finished. */
	prepare(names: string[], workflow: string): Promise<() => Promise<void>>;
	anesya: BenchAnesya;
	stop(): Promise<void>;
}

export type EntrantName = keyof typeof ENTRANTS;

export const NAMES = {
	limit: 'undici client that knows when each is finished',
	node: 'this node',
	nodeWithoutList: 'this node, list without statuses',
	loop: `HTTP Request + Wait 2 s + IF, n8n ${N8N_VERSION}`,
	serial: 'one document after the other, every 2 s',
} satisfies Record<EntrantName, string>;

export const ENTRANTS = {
	limit: async (place: Place) => client('withPerfectKnowledge', place),
	serial: async (place: Place) => client('oneAfterTheOther', place),
	node: async (place: Place) => await node(place, place.withStatus),
	nodeWithoutList: async (place: Place) => await node(place, place.withoutStatus),
	loop,
};

function client(name: string, { withStatus: anesya, speed }: Place): Contender {
	const child = startChild(join(__dirname, 'clientProcess.ts'));
	return {
		anesya,
		prepare: async (names, workflow) => async () =>
			void (await child.ask(name, { names, service: { ...anesya, workflow, speed } }, z.number())),
		stop: async () => await child.stop(),
	};
}

async function node({ packed, speed }: Place, anesya: BenchAnesya): Promise<Contender> {
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

async function loop({ packed, speed, withStatus: anesya }: Place): Promise<Contender> {
	const n8n = await startRealN8n(`loop-${speed}`, anesya, packed, n8nAtSpeed(speed));
	const hook = await n8n.api.listen(homemadeLoop(anesya));
	return {
		anesya,
		prepare: async (names, workflow) => async () => {
			const documents = names.map((name) => ({ name, text: '%PDF-1.7' }));
			const { status, body } = await hook.postJson({ documents, workflow });
			if (status !== 200) throw new Error(`The loop answered ${status}: ${JSON.stringify(body)}`);
		},
		stop: async () => await n8n.stop(),
	};
}
