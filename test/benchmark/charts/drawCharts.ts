import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Spec } from 'vega';

import { lagChart } from './lagChart';
import { memoryChart } from './memoryChart';
import type { Theme } from './theme';
import { THEMES } from './theme';

/** Each chart, with the benchmark whose raw figures it shows. */
const CHARTS: Array<{
	name: string;
	benchmark: string;
	specOf: (json: unknown, theme: Theme) => Spec;
}> = [
	{ name: 'lag', benchmark: 'polling', specOf: lagChart },
	{ name: 'memory', benchmark: 'upload', specOf: memoryChart },
];

/**
 * Draws the charts of one or all benchmarks from the raw figures in a folder, once for each theme.
 *
 * @returns the files
 * @throws when the figures are not there, or not of the shape that this version of the benchmark writes
 */
export async function drawCharts(folder: string, benchmark?: string): Promise<string[]> {
	const files: string[] = [];
	for (const { name, specOf, ...chart } of CHARTS) {
		if (benchmark !== undefined && benchmark !== chart.benchmark) continue;
		const json: unknown = JSON.parse(
			await readFile(join(folder, `${chart.benchmark}.json`), 'utf8'),
		);
		for (const theme of THEMES) {
			const file = join(folder, `${name}.${theme.name}.svg`);
			await writeFile(file, `${await svgOf(specOf(json, theme))}\n`);
			files.push(file);
		}
	}
	return files;
}

/** Loaded only here: it is an ES module that awaits at its top level. */
async function svgOf(spec: Spec): Promise<string> {
	const { parse, View } = await import('vega');
	return await new View(parse(spec), { renderer: 'none' }).toSVG();
}
