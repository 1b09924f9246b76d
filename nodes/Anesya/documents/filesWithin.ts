import type { IBinaryData } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { isFileInJson, toBinaryData } from './binaryValue';

/** Where n8n 2.x keeps the files of an item with the workflow setting `binaryMode: combined`. */
export const COMBINED_FIELD = '_files';

/** Levels of json that are searched. */
const MAX_DEPTH = 12;

/** A file within json. */
export interface FileInJson {
	/** For instance `attachments[0].file`. */
	path: string;
	binary: IBinaryData;
}

/** The files anywhere within json, in its order. */
export function filesWithin(json: unknown): FileInJson[] {
	return search(json, { path: '', depth: MAX_DEPTH, holder: undefined });
}

interface Place {
	path: string;
	/** Levels that are left. */
	depth: number;
	/** The field that holds the object that this is a field of. */
	holder: string | undefined;
}

/** In n8n's own place for files, the least is enough, as in `binary`. */
function search(value: unknown, { path, depth, holder }: Place, key?: string): FileInJson[] {
	const isFile = holder === COMBINED_FIELD || isFileInJson(value);
	const binary = isFile ? toBinaryData(value) : undefined;
	if (binary !== undefined) return [{ path, binary }];
	if (depth === 0) return [];
	const inner = (innerPath: string) => ({ path: innerPath, depth: depth - 1, holder: key });
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => search(entry, inner(`${path}[${index}]`)));
	}
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([field, entry]) =>
		search(entry, inner(path === '' ? field : `${path}.${field}`), field),
	);
}
