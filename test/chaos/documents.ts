import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { dataIn } from '../emulator/reading/dataIn';
import type { DocumentToRead, Reading } from '../emulator/reading/reader';

/** A document of a campaign. Its number stands in it, so that its data tells whose it is. */
export interface NumberedDocument {
	number: string;
	name: string;
}

/** What Anesya reads in a numbered document goes under this label. */
export const LABEL = 'Document';

/** Reads a numbered document. It is called an image, but thousands of those would take too long. */
export async function readNumbered({ path }: DocumentToRead): Promise<Reading> {
	const content = await readFile(path, 'utf8');
	return { content, data: dataIn(content.split('\n').map((line) => [line])) };
}

/** What the emulator knows a document by. */
export function hashOf(document: NumberedDocument): string {
	return createHash('sha256').update(contentOf(document)).digest('hex');
}

/** What stands in its file. */
export function contentOf({ number }: NumberedDocument): string {
	return `A document of the fault campaign\n${LABEL}: ${number}`;
}
