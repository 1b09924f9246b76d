import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { damaged, samples } from '../documents';
import { scratchFolder } from '../e2e/server/scratch';

/** Makes a folder as the examples with local files expect it, with the sample documents in its inbox. */
export async function documentsFolder(): Promise<string> {
	const folder = await scratchFolder('documents');
	await Promise.all(['inbox', 'failed'].map(async (name) => await mkdir(join(folder, name))));
	await Promise.all([...samples, damaged].map(async ({ name, path }) => await copyFile(path, join(folder, 'inbox', name))));
	return folder;
}
