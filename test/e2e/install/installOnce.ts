import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { Print } from './npm';
import { npm } from './npm';

const MARKER = 'complete';

/**
 * Installs by a recipe into the cache, unless it is already there. An interrupted or outdated
 * installation is removed first.
 *
 * @param node an installation is reused only with the same version, because native modules are built for it
 * @returns the folder
 */
export async function installOnce(
	recipe: Recipe,
	node: { version: string; env: NodeJS.ProcessEnv },
	print: Print,
): Promise<string> {
	const folder = join(cacheFolder(), recipe.name);
	const marker = join(folder, MARKER);
	const expected = fingerprint(recipe, node.version);
	if ((await readFile(marker, 'utf8').catch(() => '')) === expected) return folder;

	print(`Installing ${recipe.name} into the cache; this takes some minutes, the first time only`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(recipe.manifest, null, '\t'));
	const options = {
		cwd: folder,
		env: node.env,
		print: (line: string) => print(`${recipe.name}: ${line}`),
	};
	for (const args of recipe.steps) await npm(args, options);
	await writeFile(marker, expected);
	return folder;
}

/** The folder for n8n installations, outside the repository: each has some gigabytes. */
function cacheFolder(): string {
	const { N8N_E2E_CACHE, XDG_CACHE_HOME } = process.env;
	return N8N_E2E_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-anesya');
}

/** How to install something with npm into its own folder. */
export interface Recipe {
	/** The folder's name in the cache. */
	name: string;
	manifest: {
		private: true;
		dependencies: Record<string, string>;
		overrides?: Record<string, string>;
	};
	/** npm's arguments, a list for each step. */
	steps: string[][];
}

/** Identifies an installation by its recipe and the kind of machine. */
function fingerprint(recipe: Recipe, nodeVersion: string): string {
	const identity = JSON.stringify([recipe, nodeVersion, process.platform, process.arch]);
	return createHash('sha256').update(identity).digest('hex');
}
