import { sleep } from '../concurrency/sleep';
import type { FileStream } from '../transport/remoteFile';

/** Milliseconds between checks for silence. After the file, a timer may remain for at most this long. */
const CHECK_INTERVAL = 250;

/** A file that was read to its end. */
export interface Received<Result> {
	/** Of the reader. */
	result: Result;
	/** Bytes. */
	size: number;
}

/**
 * Reads a file while it arrives. n8n's helper limits only the time to the first byte; a server
 * that falls silent later would keep the download waiting forever.
 *
 * @param maxSilence milliseconds without a byte after which the download is given up
 * @param read gets the bytes as a stream
 * @throws BrokenStreamError when the file did not arrive completely, otherwise what `read` throws
 */
export async function receiveStream<Result>(
	stream: FileStream,
	maxSilence: number,
	signal: AbortSignal | undefined,
	read: (bytes: FileStream) => Promise<Result>,
): Promise<Received<Result>> {
	let size = 0;
	let lastByteAt = performance.now();
	let isFinished = false;
	let cause: unknown;
	stream.once('error', (error: unknown) => (cause = error));

	const bytes = stream.map((chunk: Uint8Array) => {
		size += chunk.length;
		lastByteAt = performance.now();
		return chunk;
	});
	const checkSilence = async () => {
		while (!isFinished) {
			await sleep(CHECK_INTERVAL, signal);
			if (isFinished || performance.now() - lastByteAt < maxSilence) continue;
			stream.emit('error', new Error('Nothing more arrived'));
			stream.destroy();
			return;
		}
	};
	checkSilence().catch(() => {});
	try {
		return { result: await read(bytes), size };
	} catch (thrown) {
		throw cause === undefined ? thrown : new BrokenStreamError(cause);
	} finally {
		isFinished = true;
	}
}

/** The file did not arrive completely. */
export class BrokenStreamError extends Error {
	constructor(cause: unknown) {
		super('The file did not arrive completely', { cause });
	}
}
