import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { scratchFolder } from './scratchFolder';

const ROOT = resolve(__dirname, '../../..');

/**
 * Builds the package and packs it as npm would publish it.
 *
 * @returns the tarball's path
 * @throws when it does not compile
 */
export async function packPackage(): Promise<string> {
	const folder = await scratchFolder('tarball');
	await npm('run', 'build');
	await npm('pack', '--pack-destination', folder);
	const [tarball] = await readdir(folder);
	if (tarball === undefined) throw new Error('npm packed nothing');
	return join(folder, tarball);
}

async function npm(...args: string[]): Promise<void> {
	try {
		await promisify(execFile)('npm', args, { cwd: ROOT });
	} catch (error) {
		// The compiler writes errors to the standard output, which the message does not include.
		const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
		throw new Error(`npm ${args.join(' ')} failed: ${output || String(error)}`);
	}
}
