import { basename, join } from 'node:path';

import type { N8nServer } from '../../e2e/server/startN8n';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';
import { uploadInto } from '../engine/protocol';
import { startNodeEngine } from '../engine/startNodeEngine';
import { builtIn, flow, uploadByHttpRequest, webhook } from '../n8n/flow';
import { N8N_VERSION, startRealN8n } from '../n8n/startRealN8n';
import type { PackedPackage } from '../preparePackage';
import type { Cost } from '../processes/measure';
import { cost, measure } from '../processes/measure';
import { startChild } from '../processes/startChild';
import { uploadUrl } from './uploadRequest';

/** What clients work with. */
export interface UploadEnvironment {
	anesya: AnesyaProcess;
	packed: PackedPackage;
	/** The folder of the files to upload. */
	folder: string;
}

/** A way to upload a file, in a child process. */
export interface UploadClient {
	upload(path: string, workflow: string): Promise<Cost>;
	stop(): Promise<void>;
}

export interface UploadClientType {
	name: string;
	start(environment: UploadEnvironment): Promise<UploadClient>;
}

export const THIS_NODE = 'this node';
export const BARE_CLIENT = 'bare undici client';

export const CLIENTS: UploadClientType[] = [
	{ name: THIS_NODE, start: async (environment) => await inEngine(environment, 'anesya') },
	{
		name: BARE_CLIENT,
		async start({ anesya }) {
			const child = startChild(join(__dirname, 'bareClientProcess.ts'));
			return {
				...child,
				upload: async (path, workflow) =>
					await child.request('upload', { ...anesya, workflow, path }, cost),
			};
		},
	},
	{
		name: 'FormData + Blob',
		start: async (environment) => await inEngine(environment, 'formData'),
	},
	{
		name: `HTTP Request, n8n ${N8N_VERSION}`,
		start: async (environment) =>
			await inServer('http-request', environment, () => uploadByHttpRequest(environment.anesya)),
	},
	{
		name: `${THIS_NODE}, n8n ${N8N_VERSION}`,
		start: async (environment) =>
			await inServer('this-node', environment, ({ credential }) => anesyaNode(credential)),
	},
	{
		name: `only reading the file, n8n ${N8N_VERSION}`,
		start: async (environment) =>
			await inServer('reading', environment, () => builtIn('Nothing', 'noOp', 1, {})),
	},
];

async function inEngine(
	{ anesya, packed }: UploadEnvironment,
	type: 'anesya' | 'formData',
): Promise<UploadClient> {
	const engine = await startNodeEngine(anesya, packed);
	return {
		async upload(path, workflow) {
			const prepared = await engine.prepare({ path });
			const address = uploadUrl({ ...anesya, workflow, path });
			return await engine.run({
				prepared,
				type,
				parameters: type === 'anesya' ? uploadInto(workflow, 'upload') : { address },
			});
		},
		stop: async () => await engine.stop(),
	};
}

/** A workflow that reads a file from disk into n8n, and passes it on to a node. */
async function inServer(
	name: string,
	{ anesya, packed, folder }: UploadEnvironment,
	last: (n8n: N8nServer) => ReturnType<typeof builtIn>,
): Promise<UploadClient> {
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
				if (status !== 200) throw new Error(`${name} returned ${status}: ${JSON.stringify(body)}`);
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
