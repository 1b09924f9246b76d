import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What the package is made from. */
const SOURCES = [
	'nodes',
	'credentials',
	'gulpfile.js',
	'tsconfig.json',
	'package.json',
	'README.md',
	'LICENSE',
];

/** Builds and packs a copy of the sources. @returns the tarball's path */
export async function buildElsewhere(root: string, folder: string): Promise<string> {
	await mkdir(folder);
	for (const name of SOURCES)
		await cp(join(root, name), join(folder, name), { recursive: true, preserveTimestamps: false });
	await symlink(await realpath(join(root, 'node_modules')), join(folder, 'node_modules'));
	const packed = join(folder, 'packed');
	await mkdir(packed);
	const run = (...args: string[]) => execFileSync('npm', args, { cwd: folder, stdio: 'ignore' });
	run('run', 'build');
	run('pack', '--pack-destination', packed);
	const [tarball = ''] = await readdir(packed);
	return join(packed, tarball);
}
