import { join } from 'node:path';
import type { ICredentialType, INode, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';
import { z } from 'zod';

import type { Engine } from '../../engine/harness';
import { startEngine } from '../../engine/harness';
import { storeBytes, storeFile } from '../../engine/harness/files';
import { handleRequests } from '../processes/handleRequests';
import { measure } from '../processes/measure';
import { FormDataNode } from './formDataNode';
import { profile } from './profile';
import type { ExecutionResult } from './protocol';
import { documentsRequest, executionRequest, startRequest } from './protocol';

const nodeModule = z.object({
	Anesya: z.custom<new () => INodeType>((value) => typeof value === 'function'),
});
const credentialModule = z.object({
	AnesyaApi: z.custom<new () => ICredentialType>((value) => typeof value === 'function'),
});

const running: Engine[] = [];
const prepared: INodeExecutionData[][] = [];

handleRequests(
	{
		async start(input) {
			const { url, token, packageFolder } = startRequest.parse(input);
			const { Anesya } = nodeModule.parse(
				await import(join(packageFolder, 'dist/nodes/Anesya/Anesya.node.js')),
			);
			const { AnesyaApi } = credentialModule.parse(
				await import(join(packageFolder, 'dist/credentials/AnesyaApi.credentials.js')),
			);
			running.push(
				await startEngine({
					binaryMode: 'filesystem',
					nodeTypes: { anesya: new Anesya(), formData: new FormDataNode() },
					credentialType: new AnesyaApi(),
					credential: { token, baseUrl: url },
				}),
			);
		},
		async prepare(input) {
			const given = documentsRequest.parse(input);
			const files =
				'path' in given
					? [await storeFile({ path: given.path, mimeType: 'application/pdf' })]
					: await Promise.all(
							given.names.map(
								async (name) =>
									await storeBytes(Buffer.from('%PDF-1.7\n'), name, 'application/pdf'),
							),
						);
			prepared.push(files.map((file) => ({ json: {}, binary: { data: file } })));
			global.gc?.();
			return prepared.length - 1;
		},
		run: async (input) => await execute(input),
		async profile(input) {
			let executed: ExecutionResult | undefined;
			const profiled = await profile(async () => void (executed = await execute(input)));
			return { ...executed, ...profiled };
		},
	},
	async () => void (await Promise.all(running.map(async (engine) => await engine.close()))),
);

async function execute(input: unknown): Promise<ExecutionResult> {
	const { type, parameters, executions, ...given } = executionRequest.parse(input);
	const items = prepared[given.prepared] ?? [];
	const node: INode = {
		id: '1',
		name: 'Node',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { anesyaApi: { id: '1', name: 'Anesya' } },
	};
	let runs: IRun[] = [];
	const cost = await measure(async () => {
		const started = Array.from(
			{ length: executions },
			() => running[0]?.start({ nodes: [node], connections: {} }, items).finished,
		);
		runs = (await Promise.all(started)).filter((run) => run !== undefined);
	});
	const counts = runs.map(
		({ data }) => data.resultData.runData.Node?.[0]?.data?.main?.[0]?.length ?? 0,
	);
	const failure = runs
		.map(({ data }) => data.resultData.error?.message)
		.find((message) => message !== undefined);
	return { ...cost, items: counts.reduce((sum, count) => sum + count, 0), failure };
}
