import { sleep } from '../concurrency/sleep';
import type { AnesyaApiError } from './apiError';
import type { ByteStream } from './readBody';
import { SLOWEST_DOWNLOAD } from './sizeLimits';

/** Milliseconds between checks for silence. After the file, a timer may remain for at most this long. */
const CHECK_INTERVAL = 250;

/** Milliseconds that a download may take whatever its size. Beyond them, it must not be too slow for its size. */
const PATIENCE = 300_000;

/** How long and how large a file may be. */
export interface StreamLimits {
	/** Milliseconds without a byte after which it is given up. */
	silence: number;
	/** Bytes. */
	size: number;
	/** What is thrown when the file is larger, or too slow for its size: loading it again would take as long again. */
	endless(): AnesyaApiError;
}

/** A file that was read to its end. */
export interface Received<Result> {
	/** Of the reader. */
	result: Result;
	/** Bytes. */
	size: number;
}

/**
 * Reads a file while it arrives. n8n's helper limits only the time to the first byte; a server
 * that falls silent later, or never comes to an end, would keep the download waiting forever.
 *
 * @param read gets the bytes as a stream
 * @throws BrokenStreamError when the file did not arrive completely, otherwise what `read` throws
 */
export async function receiveStream<Result>(
	stream: ByteStream,
	limits: StreamLimits,
	signal: AbortSignal | undefined,
	read: (bytes: ByteStream) => Promise<Result>,
): Promise<Received<Result>> {
	let size = 0;
	const startedAt = performance.now();
	let lastByteAt = startedAt;
	let isFinished = false;
	let cause: unknown;
	stream.once('error', (error: unknown) => (cause = error));

	const bytes = stream.map((chunk: Uint8Array) => {
		size += chunk.length;
		lastByteAt = performance.now();
		return chunk;
	});
	const check = (now: number): Error | undefined => {
		if (now - lastByteAt >= limits.silence) return new Error('Nothing more arrived');
		const isTooSlow = now - startedAt >= PATIENCE + size / SLOWEST_DOWNLOAD;
		return size > limits.size || isTooSlow ? limits.endless() : undefined;
	};
	const watch = async () => {
		while (!isFinished) {
			await sleep(CHECK_INTERVAL, signal);
			const problem = isFinished ? undefined : check(performance.now());
			if (problem === undefined) continue;
			stream.emit('error', problem);
			stream.destroy();
			return;
		}
	};
	watch().catch(() => {});
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
