import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { askedPort } from '../askedPort';
import { damaged, samples } from '../documents';
import { installN8n, LINES } from '../e2e/install/n8n';
import { documentsFolder } from '../e2e/server/documentsFolder';
import { freePort } from '../e2e/server/freePort';
import { undoAll, undoAllOnSignal, undoLater } from '../e2e/server/leftovers';
import { OWNER } from '../e2e/server/n8nApi';
import { packPackage } from '../e2e/server/packPackage';
import { scratchFolder } from '../e2e/server/scratch';
import { startN8n } from '../e2e/server/startN8n';
import type { RecordedRequest } from '../emulator';
import { startEmulator } from '../emulator';
import { requestLine } from '../emulator/requestLine';
import { importExamples } from './importExamples';
import { Progress } from './progress';
import { welcome } from './welcome';

/** Where n8n usually listens. */
const USUAL_PORT = 5678;

/**
 * `npm start [-- --n8n 1.123.81] [--port 5678]`: a real n8n to look at, with the node, an emulated
 * Anesya, the credential and the examples in place. Nothing of it outlives Ctrl+C.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { n8n: { type: 'string' }, port: { type: 'string' } } });
	const line = LINES.findLast(({ version }) => version.startsWith(values.n8n ?? ''));
	if (line === undefined)
		throw new Error(
			`There is no n8n ${values.n8n} here, only ${LINES.map(({ version }) => version).join(' and ')}`,
		);
	const port = await (values.port === undefined
		? freePort(USUAL_PORT)
		: askedPort(values.port, 'start'));
	const progress = new Progress(4);
	const watcher: { see(request: RecordedRequest): void } = { see: () => {} };

	const tarball = await progress.during('Building the node', packPackage);
	await progress.during(
		`Installing n8n ${line.version} (some minutes, the first time only)`,
		async () => await installN8n(line, progress.note),
	);
	const { n8n, emulator, files } = await progress.during(
		`Starting n8n ${line.version}`,
		async () => {
			const emulator = await startEmulator({
				processingMs: 3_000,
				onRequest: (request) => watcher.see(request),
			});
			undoLater(emulator.close);
			const files = await documentsFolder(await scratchFolder('documents'), [...samples, damaged]);
			const settings = {
				N8N_RESTRICT_FILE_ACCESS_TO: files,
				GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
			};
			return {
				n8n: await startN8n({
					name: 'start',
					line,
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
			version: line.version,
			url: n8n.url,
			owner: OWNER,
			first,
			examples: count,
			emulatorUrl: emulator.url,
			files,
			documents,
		}),
	);
	watcher.see = (request) => console.log(requestLine(request));
}

undoAllOnSignal(0);
main().catch(async (error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	await undoAll();
	process.exitCode = 1;
});
