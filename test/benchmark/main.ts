import { parseArgs } from 'node:util';

import { cleanUp, cleanUpOnSignal } from '../e2e/server/cleanup';
import { batchBenchmark } from './batch';
import type { Benchmark } from './benchmark';
import { drawCharts } from './charts/drawCharts';
import { costBenchmark } from './cost';
import { pollingBenchmark } from './polling';
import { describeMachine, thisMachine } from './report/machine';
import { forTerminal } from './report/table';
import { RESULTS, writeResults } from './report/write';
import { uploadBenchmark } from './upload';

/*
 * The way through this folder: each benchmark is a folder with an `index`: `upload` (large files),
 * `batch` (many documents at once), `polling` (schedules in virtual time), `cost` (CPU, memory, load
 * time). Everything that is measured runs in a child process (`processes/`): the emulator
 * (`emulator/`), n8n's engine with the node (`engine/`), a real n8n (`n8n/`), and reference clients.
 * `clock/` makes time pass faster in them. `durations` says how long documents take. `report/` writes
 * the tables to `results/`; `charts/` draws two pictures of the raw figures there.
 */

const BENCHMARKS: Benchmark[] = [uploadBenchmark, batchBenchmark, pollingBenchmark, costBenchmark];

/** Draws the charts anew, without measuring anything. */
const CHARTS = 'charts';

/**
 * `npm run bench [-- --quick] [-- name ...]`: compares this node with the alternatives, all in one run.
 * `npm run bench -- charts` only draws the charts of the results. For reliable figures, run it on a machine
 * that does nothing else.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { quick: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	if (positionals.includes(CHARTS)) return console.log((await drawCharts(RESULTS)).join('\n'));
	const unknown = positionals.filter((name) =>
		BENCHMARKS.every((benchmark) => benchmark.name !== name),
	);
	if (unknown.length > 0)
		throw new Error(
			`No benchmark ${unknown.join(', ')}; there are ${BENCHMARKS.map(({ name }) => name).join(', ')}, ${CHARTS}`,
		);
	const benchmarks = BENCHMARKS.filter(
		({ name }) => positionals.length === 0 || positionals.includes(name),
	);

	cleanUpOnSignal();
	try {
		for (const benchmark of benchmarks) await run(benchmark, values.quick);
	} finally {
		await cleanUp();
	}
}

async function run(benchmark: Benchmark, isQuick: boolean): Promise<void> {
	const machine = thisMachine();
	const started = performance.now();
	console.log(`\n${benchmark.question}\n${describeMachine(machine)}`);
	const measured = await benchmark.measure({ isQuick, print: (line) => console.log(`  ${line}`) });
	for (const table of measured.tables) console.log(`\n${forTerminal(table)}`);
	const folder = await writeResults(benchmark, measured, machine, isQuick);
	await drawCharts(folder, benchmark.name);
	console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s, written to ${folder}`);
}

void main();
