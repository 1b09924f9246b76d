import type { IBinaryData } from 'n8n-workflow';

import { isRecord } from '../guards/json';

/**
 * A file as n8n keeps it: in its store (`id`), or within the item (`data`, base64). A Code node may leave
 * out everything else, or give it another type; then the file gets what the nodes behind this one need.
 *
 * @returns undefined if a value is not a file
 */
export function toBinaryData(value: unknown): IBinaryData | undefined {
	if (!isRecord(value)) return undefined;
	const { id, data: given, mimeType, fileName, ...others } = value;
	const isStored = typeof id === 'string' && id !== '';
	const data = base64Of(given) ?? given;
	if (!isStored && typeof data !== 'string') return undefined;
	if (isWhole(value)) return value;
	return {
		...others,
		...(isStored && { id }),
		data: typeof data === 'string' ? data : '',
		mimeType: typeof mimeType === 'string' ? mimeType : 'application/octet-stream',
		...(typeof fileName === 'string' || typeof fileName === 'number'
			? { fileName: String(fileName) }
			: {}),
	};
}

/** A Code node may give the bytes themselves; a task runner hands them on as `{ type: 'Buffer', data: [...] }`. */
function base64Of(value: unknown): string | undefined {
	if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
	if (!isRecord(value) || value.type !== 'Buffer' || !Array.isArray(value.data)) return undefined;
	return Buffer.from(value.data.map(Number)).toString('base64');
}

function isWhole(value: object): value is IBinaryData {
	const fields: Partial<Record<keyof IBinaryData, unknown>> = value;
	return (
		typeof fields.mimeType === 'string' &&
		typeof fields.data === 'string' &&
		['string', 'undefined'].includes(typeof fields.fileName) &&
		['string', 'undefined'].includes(typeof fields.id) &&
		fields.id !== ''
	);
}

/**
 * Whether a value within json is a file that n8n put there. Other data looks alike: a list of Google Drive
 * has `id` and `mimeType`, an answer of a language model `data` and `mimeType`.
 */
export function isFileInJson(value: unknown): value is IBinaryData {
	if (!isRecord(value) || typeof value.mimeType !== 'string') return false;
	if (typeof value.data !== 'string') return false;
	return typeof value.id === 'string' ? value.id.includes(':') : typeof value.fileSize === 'string';
}

/**
 * A value within json that could be a file, although nothing says that n8n put it there: a Code node
 * builds such ones. An `id` that is none of n8n's store is somebody else's.
 */
export function toLookAlike(value: unknown): IBinaryData | undefined {
	if (!isRecord(value)) return undefined;
	return value.data === '' ? undefined : toBinaryData({ ...value, id: undefined });
}
