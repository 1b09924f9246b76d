import { startEngine } from '../engine/harness';
import { storeFile } from '../engine/harness/files';

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { AnesyaApi } from '../../credentials/AnesyaApi.credentials';
import { Anesya } from '../../nodes/Anesya/Anesya.node.ts';
import { samples } from '../documents';
import { chooseService } from './service';
import { printResults } from './results';
import { readWorkflow } from './workflow';

const MIME_TYPES: Record<string, string> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' };

/**
 * `npm run demo [-- file ...]`: runs an example workflow in n8n's real engine, against the emulator
 * or, with ANESYA_TOKEN and ANESYA_WORKFLOW_ID set, against the real service.
 */
async function main(): Promise<void> {
	const given = process.argv.slice(2).map((file) => ({ path: resolve(file), mimeType: mimeTypeOf(file) }));
	const documents = given.length > 0 ? given : samples.map(({ path, mimeType }) => ({ path, mimeType }));

	const service = await chooseService();
	const engine = await startEngine({
		binaryMode: 'filesystem',
		nodeTypes: { 'n8n-nodes-anesya.anesya': new Anesya() },
		credentialType: new AnesyaApi(),
		credential: service.credential,
	});
	try {
		console.log(`Documents   ${documents.length}\nService     ${service.name}\nEngine      n8n-core ${versionOf('n8n-core')}\n`);
		const items = await Promise.all(
			documents.map(async (document) => ({ json: {}, binary: { data: await storeFile(document) } })),
		);
		const started = performance.now();
		service.showProgress(documents.length);
		const run = await engine.start(await readWorkflow(service.workflowId), items).finished;
		service.hideProgress();
		const seconds = (performance.now() - started) / 1000;
		process.exitCode = printResults(run, seconds) ? 0 : 1;
	} finally {
		service.hideProgress();
		await service.close();
		await engine.close();
	}
}

function mimeTypeOf(file: string): string {
	return MIME_TYPES[file.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

function versionOf(name: string): string {
	const manifest: { version: string } = JSON.parse(readFileSync(join(require.resolve(`${name}/package.json`)), 'utf8'));
	return manifest.version;
}

void main();
