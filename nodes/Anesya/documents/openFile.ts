import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { AnesyaApiError } from '../transport/apiError';
import type { UploadFile } from '../transport/multipartForm';
import type { UploadName } from './fileType';

/** Bytes that are decoded at once from a file that n8n keeps as base64 within the item. */
const CHUNK = 48 * 1024;

/** Bytes that are read at once from n8n's store: larger pieces leave less to do for the garbage collection of a whole n8n. */
const PIECE = 1024 * 1024;

/** What stands before the base64 of a data URL: decoded along, it would be counted but give no bytes. */
const DATA_URL = /^\s*data:[^,]*base64,/i;

type Store = Pick<IExecuteFunctions['helpers'], 'getBinaryMetadata' | 'getBinaryStream'>;

/**
 * Prepares a file for streaming, without reading it: its exact size now, its bytes when asked.
 *
 * @throws AnesyaApiError when n8n's store does not have the file any more
 */
export async function openFile(
	binary: IBinaryData,
	{ name, type }: UploadName,
	store: Store,
): Promise<UploadFile> {
	const { id, data } = binary;
	if (id === undefined) {
		const text = data.replace(DATA_URL, '');
		// Broken into lines, as in a mail, it would be counted too long.
		const base64 = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
		return { name, type, size: Buffer.byteLength(base64, 'base64'), stream: () => decode(base64) };
	}
	try {
		const { fileSize } = await store.getBinaryMetadata(id);
		return {
			name,
			type,
			size: fileSize,
			stream: () => read(id, Math.min(Math.max(fileSize, 1), PIECE), name, store),
		};
	} catch {
		throw unreadable(name);
	}
}

async function* read(
	id: string,
	piece: number,
	name: string,
	store: Store,
): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of await store.getBinaryStream(id, piece)) yield chunk;
	} catch {
		throw unreadable(name);
	}
}

/** Base64 decodes piece by piece at multiples of four characters. */
async function* decode(base64: string): AsyncGenerator<Uint8Array> {
	const step = (CHUNK / 3) * 4;
	for (let start = 0; start < base64.length; start += step) {
		yield Buffer.from(base64.slice(start, start + step), 'base64');
	}
}

function unreadable(name: string): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: `"${name}" could not be read from n8n's storage`,
			description: 'The file may have been deleted. Run the node that outputs it again.',
		},
		{ retryable: false, accepted: 'no' },
	);
}
