import { join } from 'node:path';

import { installOnce } from './installOnce';
import type { NodeInstallation } from './node';
import { nodeOf } from './node';
import type { Print } from './npm';
import type { Recipe } from './recipe';

/** One of the n8n lines that this package supports: the oldest and the newest. */
export interface Line {
	version: string;
	nodeMajor: number;
	/** What this version needs beyond the settings of any. */
	settings: Record<string, string>;
	overrides?: Record<string, string>;
}

export const LINES: Line[] = [
	{
		version: '1.123.81',
		nodeMajor: 20,
		// As n8n 2 has it: without a pool, n8n 1 writes that an execution succeeded before it writes its data.
		settings: {
			N8N_EXPRESSION_ENGINE: 'legacy',
			N8N_RUNNERS_ENABLED: 'false',
			DB_SQLITE_POOL_SIZE: '3',
		},
		// The version that n8n names is not on npm.
		overrides: { xlsx: '0.18.5' },
	},
	{ version: '2.41.1', nodeMajor: 24, settings: {} },
];

export interface InstalledN8n {
	line: Line;
	node: NodeInstallation;
	/** n8n's command, a script for `node`. */
	command: string;
}

/** Installs a whole n8n, or finds the one installed before. */
export async function installN8n(line: Line, print: Print): Promise<InstalledN8n> {
	const node = await nodeOf(line.nodeMajor, print);
	const folder = await installOnce(recipeOf(line), node, print);
	return { line, node, command: join(folder, 'node_modules/n8n/bin/n8n') };
}

function recipeOf({ version, overrides }: Line): Recipe {
	return {
		name: `n8n-${version}`,
		manifest: { private: true, dependencies: { n8n: version }, ...(overrides && { overrides }) },
		steps: [
			// Not all native modules of n8n compile everywhere; of them, only the database is needed.
			['install', '--ignore-scripts', '--no-audit', '--no-fund'],
			['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
		],
	};
}
