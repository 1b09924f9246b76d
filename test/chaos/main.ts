import { parseArgs } from 'node:util';

import { runCampaign } from './campaign';
import { faultTable, summaryTable, throttledTable, violations } from './report';
import { runThrottled } from './throttled';

/*
 * The way through this folder: `campaign` runs scenarios in parallel. `scenario` generates one from a
 * seed: an API variant (`apiVariants`), executions (`executions`) and faults (`campaignFaults`,
 * `faultKinds`). `runScenario` runs it in n8n's engine; `test/e2e` runs the same in a real n8n.
 * `audit` compares what the user sees (`visibleResult`) with what the emulator has, and decides what
 * became of each document (`outcomes`). `report` prints the tables. `throttled` is a separate run against a server that throttles.
 */

const THROTTLED_DOCUMENTS = 100;

/**
 * `npm run chaos [-- --seed N --operations N]`: uploads and waits in n8n's real engine, against an
 * emulator where everything goes wrong that can. Afterwards the emulator's extracts are compared with
 * what the node output. The exit code is 1 if a document was paid for twice, got lost, or failed
 * without an explanation.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: '1' },
			operations: { type: 'string', default: '2000' },
		},
	});
	const operations = Number(values.operations);
	const started = performance.now();
	let done = 0;
	let shown = started;

	console.log(`Seed ${values.seed}, ${operations} operations`);
	const [reports, throttled] = await Promise.all([
		runCampaign({
			seed: values.seed,
			operations,
			scenariosAtOnce: Math.min(60, Math.ceil(operations / 120)),
			documents: 80,
			maxProcessingMs: 4_000,
			onScenario: (report) => {
				done += report.operations;
				if (performance.now() - shown < 10_000) return;
				shown = performance.now();
				console.log(`${Math.round((shown - started) / 1000)} s: ${done} operations`);
			},
		}),
		Promise.all(
			([undefined, 'seconds', 'date'] as const).map(
				async (retryAfter) => await runThrottled(THROTTLED_DOCUMENTS, retryAfter),
			),
		),
	]);

	console.log(
		`\n${faultTable(reports)}\n\n${throttledTable(throttled)}\n\n${summaryTable(reports)}`,
	);
	const found = violations(reports, throttled);
	for (const violation of found) console.log(`✗ ${violation}`);
	const seconds = Math.round((performance.now() - started) / 1000);
	const conclusion =
		found.length === 0
			? '✓ Nothing lost, nothing paid twice, nothing unexplained'
			: `${found.length} findings`;
	console.log(`\n${conclusion} (${seconds} s)`);
	process.exitCode = found.length === 0 ? 0 : 1;
}

void main();
