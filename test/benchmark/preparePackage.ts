import { mkdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { extract } from 'tar';

import { packPackage } from '../e2e/server/packPackage';

/** Inside the repository, so that n8n-workflow is found. */
const FOLDER = resolve(__dirname, '../../artefacts/benchmark/package');

/** The package as users get it. */
export interface PackedPackage {
	tarball: string;
	/** Bytes of the tarball. */
	size: number;
	/** Where it is unpacked. */
	folder: string;
}

let prepared: Promise<PackedPackage> | undefined;

/** Builds, packs and unpacks the package, once for all benchmarks. */
export async function preparePackage(): Promise<PackedPackage> {
	return await (prepared ??= prepare());
}

async function prepare(): Promise<PackedPackage> {
	const tarball = await packPackage();
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(FOLDER, { recursive: true });
	await extract({ file: tarball, cwd: FOLDER });
	return { tarball, size: (await stat(tarball)).size, folder: join(FOLDER, 'package') };
}
