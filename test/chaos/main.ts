import { parseArgs } from 'node:util';

import { runCampaign } from './campaign';
import { faultTable, objections, summaryTable, throttledTable } from './report';
import { runThrottled } from './throttled';

const THROTTLED_DOCUMENTS = 100;

/**
 * `npm run chaos [-- --seed N --operations N]`: uploads and waits in n8n's real engine, against an
 * emulator where everything goes wrong that may; then the emulator's ledger is held against what the
 * node said. It ends with 1 if a document was paid for twice, got lost, or failed without a reason.
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
			roundsAtOnce: Math.min(60, Math.ceil(operations / 120)),
			documents: 80,
			longest: 4_000,
			onRound: (report) => {
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
	const found = objections(reports, throttled);
	for (const objection of found) console.log(`✗ ${objection}`);
	console.log(
		`\n${found.length === 0 ? '✓ Nothing lost, nothing paid twice, nothing unexplained' : `${found.length} findings`} (${Math.round((performance.now() - started) / 1000)} s)`,
	);
	process.exitCode = found.length === 0 ? 0 : 1;
}

void main();
