import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PackedPackage } from '../preparePackage';

/** n8n loads n8n-workflow long before it loads a package. */
const SCRIPT = `
	require('n8n-workflow');
	const started = process.hrtime.bigint();
	for (const file of process.argv.slice(1)) require(file);
	console.log(Number(process.hrtime.bigint() - started) / 1e6);
`;

/** @returns the milliseconds that a new process takes to load all nodes and credentials of the package */
export function loadTime({ folder }: PackedPackage): number {
	const { n8n }: { n8n: Record<'nodes' | 'credentials', string[]> } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	);
	const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(folder, file));
	return Number(
		execFileSync(process.execPath, ['-e', SCRIPT, ...files], { cwd: folder, encoding: 'utf8' }),
	);
}
