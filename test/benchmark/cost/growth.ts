import { join } from 'node:path';
import { z } from 'zod';

import type { RunOptions } from '../benchmark';
import { cost } from '../processes/measure';
import { startChild } from '../processes/startChild';
import { show, spreadOf } from '../report/spread';
import type { Table } from '../report/table';

const growthResult = cost.extend({ requests: z.number() });

interface Growth {
	documents: number;
	listCarriesStatus: boolean;
	runs: Array<z.infer<typeof growthResult>>;
}

/** Measures how the work of one wait grows with its extracts, in virtual time. */
export async function measureGrowth({
	isQuick,
}: RunOptions): Promise<{ table: Table; raw: Growth[] }> {
	const raw: Growth[] = [10, 100, 1_000, 5_000].flatMap((documents) =>
		[true, false].map((listCarriesStatus) => ({ documents, listCarriesStatus, runs: [] })),
	);
	for (let run = 0; run < (isQuick ? 1 : 3); run += 1) {
		const child = startChild(join(__dirname, 'growthProcess.ts'), { nodeArgs: ['--expose-gc'] });
		// Warm-up: the first wait pays for the compiler.
		await child.request('wait', { documents: 500, listCarriesStatus: false }, growthResult);
		for (const growth of raw) growth.runs.push(await child.request('wait', growth, growthResult));
		await child.stop();
	}
	return { table: tableOf(raw), raw };
}

function tableOf(growths: Growth[]): Table {
	return {
		title: 'One wait for many extracts of 25 s (median), only its own work',
		columns: [
			'extracts',
			'status checks by',
			'CPU an extract, ms',
			'CPU, ms',
			'memory over base, MB',
			'requests an extract',
		],
		rows: growths.map(({ documents, listCarriesStatus, runs }) => {
			const of = (value: (run: Growth['runs'][number]) => number, digits: number) =>
				show(spreadOf(runs.map(value)), digits);
			return [
				String(documents),
				listCarriesStatus ? 'lists' : 'single requests',
				of(({ cpuSeconds }) => (cpuSeconds * 1000) / documents, 2),
				of(({ cpuSeconds }) => cpuSeconds * 1000, 0),
				of(({ memory }) => memory / 1e6, 1),
				of(({ requests }) => requests / documents, 1),
			];
		}),
		note: 'In virtual time, without a network.',
	};
}
