import type { IDataObject } from 'n8n-workflow';

import { abortable } from '../concurrency/abortable';
import { withDeadline } from '../concurrency/withDeadline';
import { contentOf, HEAD_SIZE } from '../documents/fileContent';
import { createFairMemory } from '../guards/fairMemory';
import type { AnesyaClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';
import { BLOCK, firstBlockOf, haveSameBytes } from './blocks';

/**
 * Whether a stored document is a file. `unlike`: it has other bytes, which proves something only if Anesya
 * stores what was sent. `unknown` if it cannot be read, or proves nothing.
 */
export type Likeness = 'same' | 'other' | 'unlike' | 'unknown';

type Client = Pick<AnesyaClient, 'account' | 'openFile'>;

/** What tells most documents apart. */
interface Beginning {
	digest: string;
	/** Bytes; fewer than a block only if that is all there is. */
	length: number;
	/** Whether it can be the beginning of a document, and not for instance of an error page. */
	isDocument: boolean;
}

/** Milliseconds in which the beginning of a stored document must have arrived. */
const TIME_LIMIT_BEGINNING = 15_000;

/** Beginnings of stored documents, which never change, at about 200 bytes each. */
const beginnings = createFairMemory<Beginning>(5_000);

/** Accounts and types of files for which Anesya was seen to store the bytes that were sent. */
const storingBytes = new Set<string>();

/** Those for which it was seen to store others. */
const changingBytes = new Set<string>();

/** For each client and type of file, one file whose extract is known: it shows whether bytes are stored as sent. */
const samples = new WeakMap<Client, Map<string, { file: UploadFile; url: string }>>();

/** Takes note of an upload that became this extract without any doubt. */
export function noteStored(
	file: UploadFile,
	{ document_url: url }: IDataObject,
	api: Client,
): void {
	const known = samples.get(api) ?? new Map<string, { file: UploadFile; url: string }>();
	if (typeof url === 'string' && !known.has(file.type)) known.set(file.type, { file, url });
	samples.set(api, known);
}

/**
 * Compares a stored document with a file. That Anesya stores the bytes that were sent is inferred: so a
 * difference proves something only once it was seen to do that with files of this type.
 *
 * @param url of the stored document, as Anesya gives it
 * @throws the reason of the signal, and what reading throws
 */
export async function compareContent(
	file: UploadFile,
	url: string,
	api: Client,
	signal: AbortSignal | undefined,
): Promise<Likeness> {
	const { isSame, isProof } = await compare(file, url, api, signal);
	if (isSame) return 'same';
	if (!isProof) return 'unknown';
	const kind = kindOf(file, api);
	const sample = samples.get(api)?.get(file.type);
	if (sample !== undefined && !storingBytes.has(kind)) {
		const ofSample = await compare(sample.file, sample.url, api, signal);
		if (!ofSample.isSame && ofSample.isProof) changingBytes.add(kind);
	}
	if (storingBytes.has(kind)) return 'other';
	return changingBytes.has(kind) ? 'unknown' : 'unlike';
}

async function compare(
	file: UploadFile,
	url: string,
	api: Client,
	signal: AbortSignal | undefined,
): Promise<{ isSame: boolean; isProof: boolean }> {
	const block = await firstBlockOf(file.stream());
	const sent = await beginningOf(block);
	const stored = beginnings.get(api.account, url) ?? (await readBeginning(url, api, signal));
	const { isDocument, length } = stored;
	if (isDocument) beginnings.set(api.account, url, stored);
	const isSame =
		stored.digest === sent.digest &&
		(sent.length < BLOCK || (await isSameThroughout(file, url, api, signal)));
	if (isSame && isDocument) storingBytes.add(kindOf(file, api));
	// The file itself may have been cut off on its way back.
	const isCut =
		length < sent.length && stored.digest === (await digestOf(block.subarray(0, length)));
	return { isSame, isProof: isDocument && !isCut };
}

function kindOf({ type }: UploadFile, { account }: Client): string {
	return JSON.stringify([account, type]);
}

async function readBeginning(
	url: string,
	api: Client,
	signal: AbortSignal | undefined,
): Promise<Beginning> {
	const endsAt = performance.now() + TIME_LIMIT_BEGINNING;
	const beginning = reading(
		url,
		api,
		signal,
		async (stored) => await beginningOf(await firstBlockOf(stored)),
	);
	return await withDeadline(beginning, () => endsAt - performance.now());
}

/** @throws the reason of the signal: a stored document may never come to an end */
async function isSameThroughout(
	file: UploadFile,
	url: string,
	api: Client,
	signal: AbortSignal | undefined,
): Promise<boolean> {
	return await reading(
		url,
		api,
		signal,
		async (stored) => await haveSameBytes(file.stream(), stored),
	);
}

async function reading<Result>(
	url: string,
	api: Client,
	signal: AbortSignal | undefined,
	read: (stored: AsyncIterable<Uint8Array>) => Promise<Result>,
): Promise<Result> {
	const stored = await abortable(api.openFile(url), signal);
	try {
		return await abortable(read(stored.stream), signal);
	} finally {
		await stored.discard();
	}
}

async function beginningOf(block: Buffer): Promise<Beginning> {
	return {
		digest: await digestOf(block),
		length: block.length,
		isDocument: contentOf(block.subarray(0, HEAD_SIZE)).kind !== undefined,
	};
}

async function digestOf(bytes: Uint8Array): Promise<string> {
	return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('base64');
}
