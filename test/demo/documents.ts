import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import { samples } from '../documents';

/** A file that the demo gives to the workflow. */
export interface DemoDocument {
	name: string;
	path: string;
	mimeType: string;
}

const MIME_TYPES: Record<string, string> = {
	pdf: 'application/pdf',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
};

/**
 * The files named by the user, or the sample documents.
 *
 * @throws when one of them does not exist or is not a file
 */
export async function documentsFrom(files: string[]): Promise<DemoDocument[]> {
	return files.length === 0 ? samples : await Promise.all(files.map(documentAt));
}

async function documentAt(file: string): Promise<DemoDocument> {
	const path = resolve(file);
	const found = await stat(path).catch(() => undefined);
	if (found === undefined)
		throw new Error(
			`There is no file ${path}. Check its name, or leave it out to use the sample documents.`,
		);
	if (!found.isFile()) throw new Error(`${path} is not a file. Name the files in it.`);
	return {
		name: basename(path),
		path,
		mimeType: MIME_TYPES[path.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream',
	};
}
