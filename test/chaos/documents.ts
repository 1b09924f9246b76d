import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { uploadName } from '../../nodes/Anesya/documents/uploadName';
import { extractData } from '../emulator/reading/extractData';
import type { DocumentToRead, Reading } from '../emulator/reading/reader';

/** A document of a campaign. Its content holds its number, so the extracted data tells which one it is. */
export interface NumberedDocument {
	number: string;
	name: string;
}

/**
 * The names under which the user may be told of it: that of its file, and that under which it is sent. An
 * error that ends a run has another character for a bracket.
 */
export function shownNames({ name }: NumberedDocument): string[] {
	const names = [name, uploadName({ fileName: name }, 'pdf', '').name];
	return names.flatMap((one) => [one, one.replace(/</g, '\u2039')]);
}

/** The label of the number in the document, and so its field in the extracted data. */
export const LABEL = 'Document';

/** Reads a numbered document as text: it only begins as a PDF, since reading thousands of them would take too long. */
export async function readNumbered({ path }: DocumentToRead): Promise<Reading> {
	const content = await readFile(path, 'utf8');
	return { content, data: extractData(content.split('\n').map((line) => [line])) };
}

/** The SHA-256 hash by which the emulator identifies a document. */
export function hashOf(document: NumberedDocument): string {
	return createHash('sha256').update(contentOf(document)).digest('hex');
}

/** The content of its file. */
export function contentOf({ number }: NumberedDocument): string {
	return `%PDF-1.7\nA document of the fault campaign\n${LABEL}: ${number}`;
}
