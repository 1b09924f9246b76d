import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { damaged, samples } from '../documents';
import { installN8n, N8N_RELEASES } from '../e2e/install/n8n';
import { cleanUp, cleanUpOnSignal, onCleanup } from '../e2e/server/cleanup';
import { documentsFolder } from '../e2e/server/documentsFolder';
import { OWNER } from '../e2e/server/n8nApi';
import { packPackage } from '../e2e/server/packPackage';
import { scratchFolder } from '../e2e/server/scratchFolder';
import { startN8n } from '../e2e/server/startN8n';
import type { RecordedRequest } from '../emulator';
import { startEmulator } from '../emulator';
import { formatRequest } from '../emulator/requestLog';
import { freePort, portOption } from '../ports';
import { importExamples } from './importExamples';
import { Progress } from './progress';
import { welcome } from './welcome';

/** n8n's default port. */
const USUAL_PORT = 5678;

/**
 * `npm start [-- --n8n 1.123.81] [--port 5678]`: starts a real n8n with the node, an emulated Anesya,
 * the credential and the examples. Ctrl+C stops and removes all of it.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { n8n: { type: 'string' }, port: { type: 'string' } } });
	const release = N8N_RELEASES.findLast(({ version }) => version.startsWith(values.n8n ?? ''));
	if (release === undefined)
		throw new Error(
			`There is no n8n ${values.n8n} here, only ${N8N_RELEASES.map(({ version }) => version).join(' and ')}`,
		);
	const port = await (values.port === undefined
		? freePort(USUAL_PORT)
		: portOption(values.port, 'start'));
	const progress = new Progress(4);
	let showRequest: (request: RecordedRequest) => void = () => {};

	const tarball = await progress.during('Building the node', packPackage);
	await progress.during(
		`Installing n8n ${release.version} (takes minutes, the first time only)`,
		async () => await installN8n(release, progress.note),
	);
	const { n8n, emulator, files } = await progress.during(
		`Starting n8n ${release.version}`,
		async () => {
			const emulator = await startEmulator({
				processingMs: 3_000,
				onRequest: (request) => showRequest(request),
			});
			onCleanup(emulator.close);
			// So that the editor's list of workflows is not empty.
			emulator.seed({ documentName: 'invoice.pdf' });
			const files = await documentsFolder(await scratchFolder('documents'), [...samples, damaged]);
			const settings = {
				N8N_RESTRICT_FILE_ACCESS_TO: files,
				GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
			};
			return {
				n8n: await startN8n({
					name: 'start',
					release,
					tarball,
					emulator,
					settings,
					port,
					print: progress.note,
				}),
				emulator,
				files,
			};
		},
	);
	const { first, count } = await progress.during('Importing the examples', async () => {
		return await importExamples(n8n.api, { workflowId: emulator.workflowId, files });
	});

	const documents = resolve(__dirname, '../documents');
	console.log(
		welcome({
			version: release.version,
			url: n8n.url,
			owner: OWNER,
			first,
			examples: count,
			workflowId: emulator.workflowId,
			emulatorUrl: emulator.url,
			files,
			documents,
		}),
	);
	showRequest = (request) => console.log(formatRequest(request));
}

cleanUpOnSignal(0);
main().catch(async (error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	await cleanUp();
	process.exitCode = 1;
});
