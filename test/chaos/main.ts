import './startElasticTime';

import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import type { CampaignOptions } from './campaign';
import { runCampaign } from './campaign';
import { realTime } from './elasticTime';
import { faultTable, summaryTable, throttledTable, violations } from './report';
import type { ScenarioReport } from './scenario';
import { runThrottled } from './throttled';
import { runTriggerCampaign, triggerTable } from './triggers/campaign';

/*
 * The way through this folder: `campaign` runs scenarios in parallel. `scenario` generates one from a
 * seed: an API variant (`apiVariants`), executions (`executions`) and faults (`campaignFaults`,
 * `faultKinds`, `outages`). `elasticTime` makes time pass faster; `clocks` shortens the time limits, and
 * lets the clock of n8n jump. `runScenario` runs it in n8n's engine; `test/e2e` runs the same in a real
 * n8n. `audit` compares what the user sees (`visibleResult`) with what the emulator has (`groundTruth`),
 * and decides what became of each document (`outcomes`, `explanations`). `report` prints the tables.
 * `throttled` is a separate run against a server that throttles. What Anesya saw of a scenario with
 * findings is kept in `artefacts/chaos` (`trace`).
 * `triggers/` is the campaign of the triggers: `campaign` plays worlds (`pollingWorld`, `webhookWorld`) with
 * the real triggers (`runPollingWorld`) against `virtualAnesya`, in `virtualTime`; `auditPolling` compares.
 */

const THROTTLED_DOCUMENTS = 100;

/** Each scenario has an account of its own, and n8n's process remembers the uploads of that many at once (SECURITY.md). */
const SCENARIOS_AT_ONCE = 20;

/** Operations while the clock of n8n jumps, for each one of the others: the clock is that of the whole process. */
const CLOCK_JUMP_SHARE = 0.05;

/**
 * `npm run chaos -- --triggers [--seed N --worlds N]`: the triggers instead, in virtual time; see `triggers/`.
 *
 * `npm run chaos [-- --seed N --operations N --at-once N]`: uploads and waits in n8n's real engine, against an
 * emulator where everything goes wrong that can. `--seed N --scenario N` repeats one scenario. Afterwards the emulator's extracts are compared with
 * what the node output. The exit code is 1 if a document was paid for twice, got lost, failed without
 * an explanation, or ended long after its Timeout. `--unclear` prints each document without a clear
 * outcome, with the faults that it met and what the user was told.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: '1' },
			operations: { type: 'string', default: '2000' },
			'at-once': { type: 'string' },
			triggers: { type: 'boolean', default: false },
			worlds: { type: 'string', default: '2000' },
			scenario: { type: 'string' },
			unclear: { type: 'boolean', default: false },
		},
	});
	if (values.triggers) return await playTriggers(values.seed, Number(values.worlds));
	const isRepeated = values.scenario !== undefined;
	const operations = isRepeated ? 1 : Number(values.operations);
	const started = realTime();
	const finished: ScenarioReport[] = [];
	let done = 0;
	let shown = started;

	console.log(`Seed ${values.seed}, ${operations} operations`);
	const options: CampaignOptions = {
		seed: values.seed,
		operations,
		first: Number(values.scenario ?? 1),
		scenariosAtOnce: Number(
			values['at-once'] ?? Math.min(SCENARIOS_AT_ONCE, Math.ceil(operations / 120)),
		),
		documents: 80,
		maxProcessingMs: 4_000,
		withOutages: true,
		onScenario(report) {
			done += report.operations;
			finished.push(report);
			for (const { kind, details } of report.findings) console.log(`✗ ${kind}: ${details}`);
			keepTrace(report);
			if (values.unclear) for (const text of report.unclear) console.log(`? ${text}`);
			if (realTime() - shown < 10_000) return;
			shown = realTime();
			console.log(`${Math.round((shown - started) / 1000)} s: ${done} operations`);
		},
	};
	process.once('SIGINT', () => {
		console.log(`${faultTable(finished)}\n\nStopped early:\n${summaryTable(finished)}`);
		process.exit(1);
	});
	const [steady, throttled] = await Promise.all([
		runCampaign(options),
		Promise.all(
			(isRepeated ? [] : ([undefined, 'seconds', 'date'] as const)).map(
				async (retryAfter) => await runThrottled(THROTTLED_DOCUMENTS, retryAfter),
			),
		),
	]);
	const jumping = isRepeated
		? []
		: await runCampaign({
				...options,
				seed: `${values.seed}, clock jumps`,
				operations: Math.ceil(operations * CLOCK_JUMP_SHARE),
				withClockJumps: true,
			});
	const reports = [...steady, ...jumping];

	console.log(
		`\n${faultTable(reports)}\n\n${throttledTable(throttled)}\n\nWhile the clock of n8n jumped:\n${summaryTable(jumping)}\n\nIn all:\n${summaryTable(reports)}`,
	);
	const found = violations(reports, throttled);
	for (const violation of found) console.log(`✗ ${violation}`);
	const seconds = Math.round((realTime() - started) / 1000);
	const conclusion =
		found.length === 0
			? '✓ Nothing lost, nothing paid twice, nothing unexplained, nothing late'
			: `${found.length} findings`;
	console.log(`\n${conclusion} (${seconds} s)`);
	process.exitCode = found.length === 0 ? 0 : 1;
}

const TRACES = 'artefacts/chaos';

function keepTrace({ seed, number, trace }: ScenarioReport): void {
	if (trace === '') return;
	mkdirSync(TRACES, { recursive: true });
	writeFileSync(`${TRACES}/${seed}-${number}.txt`, trace);
}

/** Extracts of a world of the triggers at most. */
const WORLD_SIZE = 80;

/** Prints what it finds at once: a world can be repeated by its number. */
async function playTriggers(seed: string, worlds: number): Promise<void> {
	const started = realTime();
	let shown = 0;
	console.log(`Seed ${seed}, ${worlds} worlds`);
	const campaign = await runTriggerCampaign({
		seed,
		worlds,
		size: WORLD_SIZE,
		onWorld(number, findings) {
			for (const finding of findings.slice(shown)) console.log(`✗ ${finding}`);
			shown = findings.length;
			if (number % 200 === 0) console.log(`${number} worlds`);
		},
	});
	const seconds = Math.round((realTime() - started) / 1000);
	const conclusion =
		shown === 0 ? '✓ Nothing lost, nothing twice, nothing foreign' : `${shown} findings`;
	console.log(`\n${triggerTable(campaign)}\n\n${conclusion} (${seconds} s)`);
	process.exitCode = shown === 0 ? 0 : 1;
}

// Its clock would go on.
void main().finally(() => process.exit());
