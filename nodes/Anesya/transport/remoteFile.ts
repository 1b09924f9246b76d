import { AnesyaApiError } from './apiError';
import type { Egress } from './egress';
import { TOO_MANY_REDIRECTS } from './errorTexts';
import { fileAddress, redirectAddress } from './fileAddress';
import type { ByteStream } from './readBody';
import { readBody } from './readBody';
import { toFileRequest } from './request';
import type { ResponseHead } from './response';
import { isSuccess } from './response';
import { toStatusError, toStorageError } from './statusError';

export const MAX_REDIRECTS = 5;

/** Bytes to read of a response that is not a file, for the reason that it may give. */
const REASON_SIZE = 64 * 1024;

/** Milliseconds for these bytes to arrive: n8n's helper only limits the time to the first byte. */
const REASON_TIMEOUT = 2_000;

/** A file whose download has begun. */
export interface RemoteFile {
	/** 200, or another success, such as 202 and 204. */
	status: number;
	/** For instance `text/csv`; '' if the server does not say. */
	type: string;
	/** Must be read once, or discarded. */
	stream: ByteStream;
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
		const head = await egress.open(
			toFileRequest(target.url),
			target.withToken ? 'anesya' : 'storage',
		);
		const { status, body } = head;
		const discard = async () => void readBeginning(body);
		if (isSuccess(status)) return { status, type: typeOf(head), stream: body, discard };

		const location = head.header('location');
		if (status < 300 || status >= 400 || location === undefined) {
			const response = head.complete(await readBeginning(body));
			throw target.withToken ? toStatusError(response, 'read') : toStorageError(response);
		}
		await discard();
		target = redirectAddress(location, target, baseUrl);
	}
	throw new AnesyaApiError(TOO_MANY_REDIRECTS, { retryable: false, accepted: 'no' });
}

/** Returns what has arrived, even if reading fails or takes too long: the status is what counts. */
export async function readBeginning(stream: ByteStream): Promise<string> {
	const endsAt = performance.now() + REASON_TIMEOUT;
	const remaining = () => endsAt - performance.now();
	const { text } = await readBody(stream, { size: REASON_SIZE, remaining });
	return text();
}

export function typeOf(head: ResponseHead): string {
	return head.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}
