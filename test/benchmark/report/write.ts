import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Benchmark, Measurements } from '../benchmark';
import type { Machine } from './machine';
import { describeMachine } from './machine';
import { asMarkdown } from './table';

/** Kept in the repository. */
export const RESULTS = resolve(__dirname, '../results');

/** Quick results are not kept. */
const QUICK_RESULTS = resolve(__dirname, '../../../artefacts/benchmark');

/**
 * Writes what a benchmark measured: the raw data as JSON, and its tables as Markdown.
 *
 * @returns the folder
 */
export async function writeResults(
	benchmark: Benchmark,
	{ tables, headline, raw }: Measurements,
	machine: Machine,
	isQuick: boolean,
): Promise<string> {
	const folder = isQuick ? QUICK_RESULTS : RESULTS;
	await mkdir(folder, { recursive: true });
	const text = [
		`## ${benchmark.question}`,
		describeMachine(machine),
		...tables.map(asMarkdown),
	].join('\n\n');
	await writeFile(
		join(folder, `${benchmark.name}.json`),
		`${JSON.stringify({ benchmark: benchmark.name, machine, headline, raw }, null, '\t')}\n`,
	);
	await writeFile(join(folder, `${benchmark.name}.md`), `${text}\n`);
	return folder;
}
