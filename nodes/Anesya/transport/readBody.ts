import type { IExecuteFunctions } from 'n8n-workflow';

import { withDeadline } from '../concurrency/withDeadline';

/** A stream as n8n's HTTP helper gives it, and as n8n's binary store accepts it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** How much of a body is read, and how long. */
export interface BodyLimits {
	/** Bytes. */
	size: number;
	/**
	 * Milliseconds that are left.
	 *
	 * @param received bytes that have arrived so far
	 */
	remaining(received: number): number;
}

/** What has arrived of a body. */
export interface Body {
	text(): string;
	/** Why it is not complete: TooLargeError, TimeUpError, or what the stream threw. */
	problem?: unknown;
}

export class TooLargeError extends Error {}

/**
 * Reads a body as text, within limits of size and time. Never throws, since what has arrived may be
 * enough. Afterwards, the connection is released.
 */
export async function readBody(stream: ByteStream, limits: BodyLimits): Promise<Body> {
	const chunks: Uint8Array[] = [];
	let size = 0;

	async function read(): Promise<void> {
		for await (const chunk of stream) {
			const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			size += bytes.length;
			chunks.push(bytes);
			if (size > limits.size) throw new TooLargeError('The body is too large');
		}
	}
	const problem = await withDeadline(read(), () => limits.remaining(size)).catch(
		(thrown: unknown) => thrown,
	);
	// Destroying alone would not end the reading: a stream of n8n 2.41 still waits for its next chunk.
	stream.on('error', () => {});
	stream.destroy();
	return {
		problem,
		text: () =>
			Buffer.concat(chunks)
				.toString()
				.replace(/^\uFEFF/, ''),
	};
}

export function isByteStream(value: unknown): value is ByteStream {
	return (
		typeof value === 'object' && value !== null && 'pipe' in value && Symbol.asyncIterator in value
	);
}
