import type { IExecuteFunctions } from 'n8n-workflow';

import { sleep } from '../concurrency/sleep';
import type { ApiResponse } from './response';
import { toFileRequest } from './request';
import type { Egress } from './egress';
import { AnesyaApiError } from './apiError';
import type { FileAddress } from './fileAddress';
import { fileAddress, redirectAddress } from './fileAddress';
import { parseJson } from '../guards/json';
import { toStatusError } from './statusError';
import { textForStatus, textForStorageStatus, TOO_MANY_REDIRECTS } from './errorTexts';

const MOST_REDIRECTS = 5;

/** Of an answer that is no file, this many bytes are read for what it says. */
const LONGEST_REASON = 64 * 1024;

/** Milliseconds within which they have to arrive: n8n's helper bounds the time to the first byte only. */
const REASON_WITHIN = 2_000;

/** A stream as n8n's binary store takes it. */
export type FileStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** A file that is about to arrive. */
export interface RemoteFile {
	/** 200, or another success, such as 202 and 204. */
	status: number;
	/** For instance `text/csv`; '' if the server does not say. */
	type: string;
	/** To be read once, or to be discarded. */
	stream: FileStream;
	/** Lets go of the connection: the rest is read behind the scenes, and given up after some seconds. */
	discard(): Promise<void>;
}

/**
 * Asks for a file, without reading it. Redirects are followed by hand, so that the token does not
 * travel along to a storage host (whether there are any is unknown).
 *
 * @param address as Anesya names it, or a path with its query
 * @throws AnesyaApiError for everything but a success
 */
export async function openRemoteFile(
	address: string,
	baseUrl: string,
	exchange: Egress,
): Promise<RemoteFile> {
	let target = fileAddress(address, baseUrl);
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
		const { response, body } = await exchange(toFileRequest(target.url), target.withToken);
		if (!isStream(body)) throw new Error('The HTTP helper of n8n gave no stream');
		const { status } = response;
		const discard = async () => void beginningOf(body);
		if (status >= 200 && status < 300)
			return { status, type: typeOf(response), stream: body, discard };

		const location = response.header('location');
		if (status < 300 || status >= 400 || location === undefined)
			throw await refusal(response, body, target);
		await discard();
		target = redirectAddress(location, target, baseUrl);
	}
	throw new AnesyaApiError(TOO_MANY_REDIRECTS, { retryable: false, accepted: 'no' });
}

async function refusal(
	response: ApiResponse,
	stream: FileStream,
	{ withToken }: FileAddress,
): Promise<AnesyaApiError> {
	const json = parseJson(await beginningOf(stream));
	return toStatusError({ ...response, json }, (status, reason) =>
		withToken ? textForStatus(status, reason, false) : textForStorageStatus(status),
	);
}

/** What has arrived is enough, however the reading ends: the status counts. */
async function beginningOf(stream: FileStream): Promise<string> {
	const chunks: Buffer[] = [];
	const isOver = new AbortController();
	// Destroying the stream would not end this: the one of n8n 2.41 waits for its next chunk all the same.
	await Promise.race([readInto(chunks, stream), sleep(REASON_WITHIN, isOver.signal)]).catch(
		() => {},
	);
	isOver.abort();
	stream.destroy();
	return Buffer.concat(chunks).toString();
}

async function readInto(chunks: Buffer[], stream: FileStream): Promise<void> {
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		chunks.push(bytes);
		size += bytes.length;
		if (size >= LONGEST_REASON) return;
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
