import type { IBinaryData } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { toBinaryData } from './binaryValue';
import { filesWithin } from './filesWithin';
import type { ItemFile } from './itemFiles';
import { filesOfItem, isItem } from './itemFiles';

/** The properties that identify a file of an item. */
const IDENTIFYING = ['fileName', 'mimeType', 'fileSize'] as const;

/**
 * The files that an expression gives: `$('Form').item.binary.data` a file, `$('Form').item.binary` several,
 * `$('Form').all()` those of all items.
 *
 * @param value a text gives none: it names a field
 * @returns possibly none
 */
export function filesGiven(value: unknown, isCombined: boolean): ItemFile[] {
	if (Array.isArray(value)) return value.flatMap((entry) => filesGiven(entry, isCombined));
	if (isItem(value)) return filesOfItem(value, isCombined);
	const binary = toBinaryData(value);
	if (binary !== undefined) return [named('file', binary)];
	if (!isRecord(value)) return [];
	if (isCombined) return filesWithin(value).map((file) => named(lastKey(file.path), file.binary));
	return Object.entries(value).flatMap(([key, entry]) => {
		const file = toBinaryData(entry);
		return file === undefined ? [] : [named(key, file)];
	});
}

/** Whether a value describes a file without its content. */
export function isDescription(value: unknown): boolean {
	return isRecord(value) && typeof value.fileName === 'string' && toBinaryData(value) === undefined;
}

/** Whether it describes this file. */
export function describes(value: unknown, binary: IBinaryData): boolean {
	return isRecord(value) && IDENTIFYING.every((key) => value[key] === binary[key]);
}

function named(field: string, binary: IBinaryData): ItemFile {
	return { field, path: field, binary };
}

function lastKey(path: string): string {
	return /([^.[\]]+)(\[\d+\])*$/.exec(path)?.[1] ?? 'file';
}
