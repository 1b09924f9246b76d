import { basename, join } from 'node:path';

import type { N8nServer } from '../../e2e/server/startN8n';
import type { BenchAnesya } from '../emulator/startAnesya';
import { uploadInto } from '../engine/questions';
import { startNodeEngine } from '../engine/startNodeEngine';
import { builtIn, flow, uploadByHttpRequest, webhook } from '../n8n/flow';
import { N8N_VERSION, startRealN8n } from '../n8n/startRealN8n';
import type { PackedPackage } from '../package/preparePackage';
import type { Cost } from '../processes/measure';
import { cost, measure } from '../processes/measure';
import { startChild } from '../processes/startChild';
import { addressOf } from './upload';

/** What contenders work with. */
export interface Place {
	anesya: BenchAnesya;
	packed: PackedPackage;
	/** Where the files to upload are. */
	folder: string;
}

/** A way to upload a file, in a process of its own. */
export interface Contender {
	upload(path: string, workflow: string): Promise<Cost>;
	stop(): Promise<void>;
}

export interface Entrant {
	name: string;
	start(place: Place): Promise<Contender>;
}

export const THIS_NODE = 'this node';
export const BARE_CLIENT = 'bare undici client';

export const ENTRANTS: Entrant[] = [
	{ name: THIS_NODE, start: async (place) => await inEngine(place, 'anesya') },
	{
		name: BARE_CLIENT,
		async start({ anesya }) {
			const child = startChild(join(__dirname, 'bareClientProcess.ts'));
			return {
				...child,
				upload: async (path, workflow) =>
					await child.ask('upload', { ...anesya, workflow, path }, cost),
			};
		},
	},
	{ name: 'FormData + Blob', start: async (place) => await inEngine(place, 'formData') },
	{
		name: `HTTP Request, n8n ${N8N_VERSION}`,
		start: async (place) =>
			await inServer('http-request', place, () => uploadByHttpRequest(place.anesya)),
	},
	{
		name: `${THIS_NODE}, n8n ${N8N_VERSION}`,
		start: async (place) =>
			await inServer('this-node', place, ({ credential }) => anesyaNode(credential)),
	},
	{
		name: `reading the file alone, n8n ${N8N_VERSION}`,
		start: async (place) =>
			await inServer('reading', place, () => builtIn('Nothing', 'noOp', 1, {})),
	},
];

async function inEngine(
	{ anesya, packed }: Place,
	type: 'anesya' | 'formData',
): Promise<Contender> {
	const engine = await startNodeEngine(anesya, packed);
	return {
		async upload(path, workflow) {
			const prepared = await engine.prepare({ path });
			const address = addressOf({ ...anesya, workflow, path });
			return await engine.run({
				prepared,
				type,
				parameters: type === 'anesya' ? uploadInto(workflow, 'upload') : { address },
			});
		},
		stop: async () => await engine.stop(),
	};
}

/** A workflow that reads a file from disk, as any way into n8n does, and hands it on. */
async function inServer(
	name: string,
	{ anesya, packed, folder }: Place,
	last: (n8n: N8nServer) => ReturnType<typeof builtIn>,
): Promise<Contender> {
	const n8n = await startRealN8n(name, anesya, packed, { N8N_RESTRICT_FILE_ACCESS_TO: folder });
	const read = builtIn('Read', 'readWriteFile', 1, {
		operation: 'read',
		fileSelector: `=${folder}/{{ $json.body.name }}`,
		options: {},
	});
	const hook = await n8n.api.listen(flow(name, [webhook(), read, last(n8n)]));
	return {
		upload: async (path, workflow) =>
			await measure(async () => {
				const { status, body } = await hook.postJson({ name: basename(path), workflow });
				if (status !== 200) throw new Error(`${name} answered ${status}: ${JSON.stringify(body)}`);
			}, n8n.pid),
		stop: async () => await n8n.stop(),
	};
}

function anesyaNode(credential: N8nServer['credential']): ReturnType<typeof builtIn> {
	const workflow = {
		__rl: true,
		mode: 'id',
		value: "={{ $('Webhook').first().json.body.workflow }}",
	};
	const parameters = { resource: 'extract', operation: 'upload', workflow, options: {} };
	return {
		...builtIn('Anesya', 'noOp', 1, parameters),
		type: 'n8n-nodes-anesya.anesya',
		credentials: { anesyaApi: { ...credential } },
	};
}
