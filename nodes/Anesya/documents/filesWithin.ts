import type { IBinaryData } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { isFileInJson, toBinaryData, toLookAlike } from './binaryValue';

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
	return search(json, TOP).filter(({ isCertain }) => isCertain);
}

/** What else within json could be a file: what a Code node builds, but also data of services that looks alike. */
export function lookAlikesWithin(json: unknown): FileInJson[] {
	return search(json, TOP).filter(({ isCertain, path }) => !isCertain && path !== '');
}

interface Found extends FileInJson {
	/** Whether n8n put it there. */
	isCertain: boolean;
}

interface Place {
	path: string;
	/** Levels that are left. */
	depth: number;
	/** The field that holds the object that this is a field of. */
	holder: string | undefined;
}

const TOP: Place = { path: '', depth: MAX_DEPTH, holder: undefined };

/** In n8n's own place for files, the least is enough, as in `binary`. Within what only looks like a file, there may be others. */
function search(value: unknown, { path, depth, holder }: Place, key?: string): Found[] {
	const isFile = holder === COMBINED_FIELD || isFileInJson(value);
	const file = isFile ? toBinaryData(value) : undefined;
	if (file !== undefined) return [{ path, binary: file, isCertain: true }];
	const alike = toLookAlike(value);
	const own = alike === undefined ? [] : [{ path, binary: alike, isCertain: false }];
	if (depth === 0) return own;
	const inner = (innerPath: string) => ({ path: innerPath, depth: depth - 1, holder: key });
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => search(entry, inner(`${path}[${index}]`)));
	}
	if (!isRecord(value)) return [];
	const within = Object.entries(value).flatMap(([field, entry]) =>
		search(entry, inner(path === '' ? field : `${path}.${field}`), field),
	);
	return [...own, ...within];
}
