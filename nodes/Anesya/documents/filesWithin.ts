import type { IBinaryData } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { isFileInJson, toBinaryData } from './binaryValue';

/** Levels of json that are searched. */
const MAX_DEPTH = 12;

/** A file within json. */
export interface FileInJson {
	/** For instance `attachments[0].file`. */
	path: string;
	binary: IBinaryData;
}

/** The files anywhere within json, in its order. */
export function filesWithin(value: unknown, path = '', depth = MAX_DEPTH): FileInJson[] {
	const binary = isFileInJson(value) ? toBinaryData(value) : undefined;
	if (binary !== undefined) return [{ path, binary }];
	if (depth === 0) return [];
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => filesWithin(entry, `${path}[${index}]`, depth - 1));
	}
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([key, entry]) =>
		filesWithin(entry, path === '' ? key : `${path}.${key}`, depth - 1),
	);
}
