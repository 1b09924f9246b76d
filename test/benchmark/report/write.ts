import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Measured, Part } from '../part';
import type { Machine } from './machine';
import { describeMachine } from './machine';
import { asMarkdown } from './table';

/** Kept in the repository. */
const RESULTS = resolve(__dirname, '../results');

/** Quick results are to look at only. */
const QUICK_RESULTS = resolve(__dirname, '../../../artefacts/benchmark');

/**
 * Writes what a part measured: the raw output as JSON, and its tables as Markdown.
 *
 * @returns the folder
 */
export async function writeResults(
	part: Part,
	{ tables, raw }: Measured,
	machine: Machine,
	isQuick: boolean,
): Promise<string> {
	const folder = isQuick ? QUICK_RESULTS : RESULTS;
	await mkdir(folder, { recursive: true });
	const text = [`## ${part.question}`, describeMachine(machine), ...tables.map(asMarkdown)].join(
		'\n\n',
	);
	await writeFile(
		join(folder, `${part.name}.json`),
		`${JSON.stringify({ part: part.name, machine, raw }, null, '\t')}\n`,
	);
	await writeFile(join(folder, `${part.name}.md`), `${text}\n`);
	return folder;
}
