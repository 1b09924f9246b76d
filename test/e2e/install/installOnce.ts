import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheFolder } from './cacheFolder';
import type { Print } from './npm';
import { npm } from './npm';
import type { Recipe } from './recipe';
import { fingerprint } from './recipe';

const MARKER = 'complete';

/**
 * Follows a recipe in its folder of the cache, unless that was done to the end before. What an
 * interrupted or outdated installation left there is removed first.
 *
 * @param node its version is part of what makes an installation reusable: native modules are built for it
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

	print(`Installing ${recipe.name} into the cache; this takes some minutes, once`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify(recipe.manifest, null, '\t'));
	const place = {
		cwd: folder,
		env: node.env,
		print: (line: string) => print(`${recipe.name}: ${line}`),
	};
	for (const args of recipe.steps) await npm(args, place);
	await writeFile(marker, expected);
	return folder;
}
