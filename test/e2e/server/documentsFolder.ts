import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { SampleDocument } from '../../documents';

/** Creates the folder that the examples with local files expect, with documents in its inbox. */
export async function documentsFolder(
	folder: string,
	documents: SampleDocument[],
): Promise<string> {
	await Promise.all(
		['inbox', 'failed'].map(async (name) => await mkdir(join(folder, name), { recursive: true })),
	);
	await Promise.all(
		documents.map(async ({ name, path }) => await copyFile(path, join(folder, 'inbox', name))),
	);
	return folder;
}
