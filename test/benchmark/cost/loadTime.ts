import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { PackedPackage } from '../preparePackage';

/** n8n loads n8n-workflow long before it loads a package. */
const SCRIPT = `
	const millisecondsOf = (task) => {
		const started = process.hrtime.bigint();
		task();
		return Number(process.hrtime.bigint() - started) / 1e6;
	};
	const n8nWorkflow = millisecondsOf(() => require('n8n-workflow'));
	const own = millisecondsOf(() => process.argv.slice(1).forEach((file) => require(file)));
	console.log(JSON.stringify({ n8nWorkflow, own }));
`;

const loadTimes = z.object({ n8nWorkflow: z.number(), own: z.number() });

/** The milliseconds that a new process takes to load n8n-workflow, and then this package. */
export type LoadTimes = z.infer<typeof loadTimes>;

/** Loads n8n-workflow and then all nodes and credentials of the package in a new process. */
export function loadTime({ folder }: PackedPackage): LoadTimes {
	const { n8n }: { n8n: Record<'nodes' | 'credentials', string[]> } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	);
	const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(folder, file));
	return loadTimes.parse(
		JSON.parse(
			execFileSync(process.execPath, ['-e', SCRIPT, ...files], { cwd: folder, encoding: 'utf8' }),
		),
	);
}
