import type { IExecuteFunctions } from 'n8n-workflow';

import { sleep } from '../concurrency/sleep';
import { parseJson } from '../guards/json';
import { AnesyaApiError } from './apiError';
import type { Egress } from './egress';
import { textForStatus, textForStorageStatus, TOO_MANY_REDIRECTS } from './errorTexts';
import type { FileAddress } from './fileAddress';
import { fileAddress, redirectAddress } from './fileAddress';
import { toFileRequest } from './request';
import type { ApiResponse } from './response';
import { reasonOf } from './response';
import { toStatusError } from './statusError';

const MAX_REDIRECTS = 5;

/** Bytes to read of a response that is not a file, for the reason that it may give. */
const REASON_SIZE = 64 * 1024;

/** Milliseconds for these bytes to arrive: n8n's helper only limits the time to the first byte. */
const REASON_TIMEOUT = 2_000;

/** A stream as n8n's binary store accepts it. */
export type FileStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** A file whose download has begun. */
export interface RemoteFile {
	/** 200, or another success, such as 202 and 204. */
	status: number;
	/** For instance `text/csv`; '' if the server does not say. */
	type: string;
	/** Must be read once, or discarded. */
	stream: FileStream;
	/** Releases the connection: its beginning is still read in the background, for some seconds at most. */
	discard(): Promise<void>;
}

/**
 * Requests a file without reading it. Redirects are followed here, so that the token is not sent to a
 * storage server (whether there are any is unknown).
 *
 * @param address as Anesya gives it, or a path with its query
 * @throws AnesyaApiError for everything except a success
 */
export async function openRemoteFile(
	address: string,
	baseUrl: string,
	egress: Egress,
): Promise<RemoteFile> {
	let target = fileAddress(address, baseUrl);
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
		const { response, body } = await egress(toFileRequest(target.url), target.withToken);
		if (!isStream(body)) throw new Error("n8n's HTTP helper did not return a stream");
		const { status } = response;
		const discard = async () => void readBeginning(body);
		if (status >= 200 && status < 300)
			return { status, type: typeOf(response), stream: body, discard };

		const location = response.header('location');
		if (status < 300 || status >= 400 || location === undefined)
			throw await toDownloadError(response, body, target);
		await discard();
		target = redirectAddress(location, target, baseUrl);
	}
	throw new AnesyaApiError(TOO_MANY_REDIRECTS, { retryable: false, accepted: 'no' });
}

async function toDownloadError(
	head: ApiResponse,
	stream: FileStream,
	{ withToken }: FileAddress,
): Promise<AnesyaApiError> {
	const response = { ...head, json: parseJson(await readBeginning(stream)) };
	const { status } = response;
	const text = withToken
		? textForStatus(status, reasonOf(response), false)
		: textForStorageStatus(status);
	return toStatusError(response, text);
}

/** Returns what has arrived, even if reading fails or takes too long: the status is what counts. */
async function readBeginning(stream: FileStream): Promise<string> {
	const chunks: Buffer[] = [];
	const finished = new AbortController();
	// Destroying the stream would not end the reading: that of n8n 2.41 still waits for its next chunk.
	await Promise.race([readInto(chunks, stream), sleep(REASON_TIMEOUT, finished.signal)]).catch(
		() => {},
	);
	finished.abort();
	stream.destroy();
	return Buffer.concat(chunks).toString();
}

async function readInto(chunks: Buffer[], stream: FileStream): Promise<void> {
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		chunks.push(bytes);
		size += bytes.length;
		if (size >= REASON_SIZE) return;
	}
}

function typeOf(response: ApiResponse): string {
	return response.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

function isStream(value: unknown): value is FileStream {
	return (
		typeof value === 'object' && value !== null && 'pipe' in value && Symbol.asyncIterator in value
	);
}
