import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { scratchFolder } from './scratch';

const ROOT = resolve(__dirname, '../../..');
const run = promisify(execFile);

/**
 * Builds the package and packs it as npm would publish it.
 *
 * @returns the tarball's path
 * @throws when it does not compile
 */
export async function packPackage(): Promise<string> {
	const folder = await scratchFolder('tarball');
	await run('npm', ['run', 'build'], { cwd: ROOT });
	await run('npm', ['pack', '--pack-destination', folder], { cwd: ROOT });
	const [tarball] = await readdir(folder);
	if (tarball === undefined) throw new Error('npm packed nothing');
	return join(folder, tarball);
}
