import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { NodeInstallation } from '../install/node';
import { npm } from '../install/npm';
import { scratchFolder } from './scratchFolder';

/**
 * Creates an n8n user folder with a community package in it, installed as n8n does.
 *
 * @param tarball the result of `packPackage`
 */
export async function userFolderWith(tarball: string, node: NodeInstallation): Promise<string> {
	const folder = await scratchFolder('n8n');
	const packages = join(folder, '.n8n/nodes');
	await mkdir(packages, { recursive: true });
	await writeFile(
		join(packages, 'package.json'),
		'{"name":"installed-nodes","private":true,"dependencies":{}}',
	);
	const args = [
		'install',
		'--ignore-scripts',
		'--legacy-peer-deps',
		'--no-audit',
		'--no-fund',
		tarball,
	];
	await npm(args, { cwd: packages, env: node.env, print: () => {} });
	return folder;
}
