import { join } from 'node:path';

import type { Recipe } from './installOnce';
import { installOnce } from './installOnce';
import type { NodeInstallation } from './node';
import { nodeOf } from './node';
import type { Print } from './npm';

/** A supported n8n release: the oldest or the newest. */
export interface N8nRelease {
	version: string;
	nodeMajor: number;
	/** Environment variables for this version only. */
	settings: Record<string, string>;
	overrides?: Record<string, string>;
}

export const N8N_RELEASES: N8nRelease[] = [
	{
		version: '1.123.81',
		nodeMajor: 20,
		// As in n8n 2: without a pool, n8n 1 records the success of an execution before its data.
		settings: {
			N8N_EXPRESSION_ENGINE: 'legacy',
			N8N_RUNNERS_ENABLED: 'false',
			DB_SQLITE_POOL_SIZE: '3',
		},
		// The version in n8n's manifest is not on npm.
		overrides: { xlsx: '0.18.5' },
	},
	{ version: '2.41.1', nodeMajor: 24, settings: {} },
];

export interface InstalledN8n {
	release: N8nRelease;
	node: NodeInstallation;
	/** The path of n8n's command, a script for `node`. */
	command: string;
}

/** Installs n8n, or finds the existing installation. */
export async function installN8n(release: N8nRelease, print: Print): Promise<InstalledN8n> {
	const node = await nodeOf(release.nodeMajor, print);
	const folder = await installOnce(recipeOf(release), node, print);
	return { release, node, command: join(folder, 'node_modules/n8n/bin/n8n') };
}

function recipeOf({ version, overrides }: N8nRelease): Recipe {
	return {
		name: `n8n-${version}`,
		manifest: { private: true, dependencies: { n8n: version }, ...(overrides && { overrides }) },
		steps: [
			// Not all native modules of n8n compile everywhere; only the database is needed.
			['install', '--ignore-scripts', '--no-audit', '--no-fund'],
			['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
		],
	};
}
