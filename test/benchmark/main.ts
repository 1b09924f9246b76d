import { parseArgs } from 'node:util';

import { undoAll, undoAllOnSignal } from '../e2e/server/leftovers';
import { cost } from './cost/part';
import { makespan } from './makespan/part';
import type { Part } from './part';
import { polling } from './polling/part';
import { describeMachine, thisMachine } from './report/machine';
import { forTerminal } from './report/table';
import { writeResults } from './report/write';
import { upload } from './upload/part';

const PARTS: Part[] = [upload, makespan, polling, cost];

/**
 * `npm run bench [-- --quick] [-- part ...]`: this node beside what else there is, all in one run.
 * Whoever wants figures to rely on runs it on a machine that does nothing else.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { quick: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const unknown = positionals.filter((name) => PARTS.every((part) => part.name !== name));
	if (unknown.length > 0)
		throw new Error(
			`No part ${unknown.join(', ')}; there are ${PARTS.map(({ name }) => name).join(', ')}`,
		);
	const parts = PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

	undoAllOnSignal();
	try {
		for (const part of parts) await run(part, values.quick);
	} finally {
		await undoAll();
	}
}

async function run(part: Part, isQuick: boolean): Promise<void> {
	const machine = thisMachine();
	const started = performance.now();
	console.log(`\n${part.question}\n${describeMachine(machine)}`);
	const measured = await part.measure({ isQuick, print: (line) => console.log(`  ${line}`) });
	for (const table of measured.tables) console.log(`\n${forTerminal(table)}`);
	const folder = await writeResults(part, measured, machine, isQuick);
	console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s, written to ${folder}`);
}

void main();
