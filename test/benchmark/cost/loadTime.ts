import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PackedPackage } from '../package/preparePackage';

/** n8n has n8n-workflow in memory long before it loads a package. */
const SCRIPT = `
	require('n8n-workflow');
	const started = process.hrtime.bigint();
	for (const file of process.argv.slice(1)) require(file);
	console.log(Number(process.hrtime.bigint() - started) / 1e6);
`;

/** @returns milliseconds that a fresh process takes to load everything that the package names for n8n */
export function loadTime({ folder }: PackedPackage): number {
	const { n8n }: { n8n: Record<'nodes' | 'credentials', string[]> } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	);
	const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(folder, file));
	return Number(
		execFileSync(process.execPath, ['-e', SCRIPT, ...files], { cwd: folder, encoding: 'utf8' }),
	);
}
