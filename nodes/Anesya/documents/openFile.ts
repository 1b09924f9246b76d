import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../guards/json';
import { AnesyaApiError } from '../transport/apiError';

/** Bytes per chunk of a file that n8n keeps as base64 within the item. */
const DECODED_CHUNK = 48 * 1024;

/** Bytes per chunk of a file in n8n's store. Chunks of 1 MB pile up to some 50 MB before V8 frees them. */
const STORED_CHUNK = 128 * 1024;

/** The prefix of a data URL. If it stayed, it would add to the size without adding bytes. */
const DATA_URL = /^\s*data:[^,]*base64,/i;

export type Store = Pick<IExecuteFunctions['helpers'], 'getBinaryMetadata' | 'getBinaryStream'>;

/** A file of an item, which can be read as often as needed. */
export interface OpenFile {
	/** Bytes. */
	size: number;
	/** Reads it from its beginning. */
	stream(): AsyncIterable<Uint8Array>;
	/** Reads only its first bytes, at most `size`. */
	head(size: number): Promise<Buffer>;
}

/**
 * Finds out how to read a file, and its exact size.
 *
 * @param name for texts
 * @throws AnesyaApiError when n8n's store no longer has the file; so do its readers
 */
export async function openFile(binary: IBinaryData, name: string, store: Store): Promise<OpenFile> {
	// The types of n8n 1 do not know `bytes`.
	const { id, data, bytes }: IBinaryData & { bytes?: unknown } = binary;
	if (id === undefined) return withinItem(data);

	const read = (chunkSize: number) => readStored(id, chunkSize, name, store);
	const size = await sizeOf(id, bytes, store).catch((thrown: unknown) => {
		throw unreadableFile(name, thrown);
	});
	return {
		size,
		stream: () => read(Math.min(Math.max(size, 1), STORED_CHUNK)),
		head: async (wanted) => await firstBytes(read(wanted), wanted),
	};
}

/** The first bytes of a file that is kept as base64; of one with many line breaks, fewer. */
export function headOfBase64(data: string, size: number): Buffer {
	const text = data.slice(0, 2 * size).replace(DATA_URL, '');
	return Buffer.from(text, 'base64').subarray(0, size);
}

function withinItem(data: string): OpenFile {
	const text = data.replace(DATA_URL, '');
	// Line breaks, as in an e-mail, would add to the size.
	const base64 = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
	return {
		size: Buffer.byteLength(base64, 'base64'),
		stream: () => decode(base64),
		head: async (wanted) => await firstBytes(decode(base64), wanted),
	};
}

/**
 * The metadata of a stored file may be lost while its bytes are there (sub-workflows of some n8n versions).
 * Then the item may tell the size, or else all of it is read.
 */
async function sizeOf(id: string, bytes: unknown, store: Store): Promise<number> {
	const metadata = await store.getBinaryMetadata(id).catch((thrown: unknown) => {
		if ([undefined, 'ENOENT'].includes(errorCode(thrown))) return undefined;
		throw thrown;
	});
	if (metadata !== undefined) return metadata.fileSize;
	if (typeof bytes === 'number' && bytes > 0) return bytes;
	let size = 0;
	for await (const chunk of await store.getBinaryStream(id, STORED_CHUNK)) size += chunk.length;
	return size;
}

async function* readStored(
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

async function firstBytes(stream: AsyncIterable<Uint8Array>, wanted: number): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of stream) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= wanted) break;
	}
	return Buffer.concat(chunks).subarray(0, wanted);
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
