import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
import { Anesya } from '../../nodes/Anesya/Anesya.node.ts';
import type { WorkflowJson } from '../engine/harness';
import { startEngine } from '../engine/harness';
import { storeFile } from '../engine/harness/files';
import { documentsFrom } from './documents';
import { printResults } from './results';
import { chooseService } from './service';

/**
 * `npm run demo [-- file ...]`: runs an example workflow in n8n's real engine, against the emulator
 * or, with ANESYA_TOKEN and ANESYA_WORKFLOW_ID set, against the real service.
 */
async function main(): Promise<void> {
	const documents = await documentsFrom(process.argv.slice(2));
	const service = await chooseService();
	const engine = await startEngine({
		binaryMode: 'filesystem',
		nodeTypes: { 'n8n-nodes-anesya.anesya': new Anesya() },
		credentialType: new AnesyaApi(),
		credential: service.credential,
	});
	try {
		console.log(
			`Documents   ${documents.length}\nService     ${service.name}\nEngine      n8n-core ${versionOf('n8n-core')}\n`,
		);
		const items = await Promise.all(
			documents.map(async (document) => ({
				json: {},
				binary: { data: await storeFile(document) },
			})),
		);
		const started = performance.now();
		service.showProgress(documents.length);
		const run = await engine
			.start(await readWorkflow(service.workflowId), items)
			.finished.finally(service.hideProgress);
		const seconds = (performance.now() - started) / 1000;
		process.exitCode = printResults(
			run,
			documents.map(({ name }) => name),
			seconds,
		)
			? 0
			: 1;
	} finally {
		await service.close();
		await engine.close();
	}
}

function versionOf(name: string): string {
	const manifest: { version: string } = JSON.parse(
		readFileSync(join(require.resolve(`${name}/package.json`)), 'utf8'),
	);
	return manifest.version;
}

/** Reads the example workflow and fills in the workflow id of this service. */
async function readWorkflow(workflowId: string): Promise<WorkflowJson> {
	const text = await readFile(join(__dirname, 'workflow.json'), 'utf8');
	const workflow: WorkflowJson = JSON.parse(text.replace('WORKFLOW_ID', workflowId));
	return workflow;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
