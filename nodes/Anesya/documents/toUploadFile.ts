import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { AnesyaApiError } from '../transport/apiError';
import type { UploadFile } from '../transport/multipartForm';
import type { UploadName } from './uploadName';

/** Bytes per chunk of a file that n8n keeps as base64 within the item. */
const DECODED_CHUNK = 48 * 1024;

/** Bytes per chunk of a file in n8n's store. Larger chunks leave less work for the garbage collector, which the whole n8n shares. */
const STORED_CHUNK = 1024 * 1024;

/** The prefix of a data URL. If it stayed, it would add to the size without adding bytes. */
const DATA_URL = /^\s*data:[^,]*base64,/i;

type Store = Pick<IExecuteFunctions['helpers'], 'getBinaryMetadata' | 'getBinaryStream'>;

/**
 * Prepares a file for streaming, without reading it. Each call of `stream` reads it from the start.
 *
 * @returns the file with its exact size in bytes
 * @throws AnesyaApiError when n8n's store no longer has the file; so does its stream
 */
export async function toUploadFile(
	binary: IBinaryData,
	{ name, type }: UploadName,
	store: Store,
): Promise<UploadFile> {
	const { id, data } = binary;
	if (id === undefined) {
		const text = data.replace(DATA_URL, '');
		// Line breaks, as in an e-mail, would add to the size.
		const base64 = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
		return { name, type, size: Buffer.byteLength(base64, 'base64'), stream: () => decode(base64) };
	}
	try {
		const { fileSize } = await store.getBinaryMetadata(id);
		return {
			name,
			type,
			size: fileSize,
			stream: () => read(id, Math.min(Math.max(fileSize, 1), STORED_CHUNK), name, store),
		};
	} catch (thrown) {
		throw unreadableFile(name, thrown);
	}
}

async function* read(
	id: string,
	chunkSize: number,
	name: string,
	store: Store,
): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of await store.getBinaryStream(id, chunkSize)) yield chunk;
	} catch (thrown) {
		throw unreadableFile(name, thrown);
	}
}

/** Base64 can be decoded in chunks of a multiple of four characters. */
async function* decode(base64: string): AsyncGenerator<Uint8Array> {
	const step = (DECODED_CHUNK / 3) * 4;
	for (let start = 0; start < base64.length; start += step) {
		yield Buffer.from(base64.slice(start, start + step), 'base64');
	}
}

function unreadableFile(name: string, thrown: unknown): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: `"${name}" could not be read from n8n's storage`,
			description: reasonFor(errorCode(thrown)),
		},
		{ retryable: false, accepted: 'no' },
	);
}

/** n8n's own error for a file that is not there has no code. */
function reasonFor(code: string | undefined): string {
	switch (code) {
		case undefined:
		case 'ENOENT':
			return 'The file may have been deleted. Run the node that outputs it again.';
		case 'EMFILE':
		case 'ENFILE':
			return `n8n has too many files open (${code}). Run fewer items at once, or allow its process more open files (ulimit -n).`;
		case 'EACCES':
		case 'EPERM':
			return `n8n may not read the file (${code}). Check the permissions of its storage folder.`;
		default:
			return `The storage answered ${code}. Check it, then run the node that outputs the file again.`;
	}
}

/** The store may wrap what the file system threw. */
function errorCode(thrown: unknown): string | undefined {
	if (!isRecord(thrown)) return undefined;
	return typeof thrown.code === 'string' ? thrown.code : errorCode(thrown.cause);
}
