import type { FileStream } from '../transport/remoteFile';
import { sleep } from '../concurrency/sleep';

/** Milliseconds between two looks at whether anything still arrives; so long a timer may stay behind. */
const TICK = 250;

/** What came of a file that was read to its end. */
export interface Arrived<Result> {
	result: Result;
	/** Bytes. */
	size: number;
}

/**
 * Reads a file while it arrives. n8n's helper bounds the time to the first byte only, so a server
 * that goes silent later would never be given up.
 *
 * @param silence milliseconds after which it is given up
 * @param read gets the bytes as a stream
 * @throws BrokenStream when the file did not arrive as a whole, else what `read` throws
 */
export async function whileArriving<Result>(
	stream: FileStream,
	silence: number,
	signal: AbortSignal | undefined,
	read: (bytes: FileStream) => Promise<Result>,
): Promise<Arrived<Result>> {
	let size = 0;
	let heardAt = performance.now();
	let isOver = false;
	let cause: unknown;
	stream.once('error', (error: unknown) => (cause = error));

	const bytes = stream.map((chunk: Uint8Array) => {
		size += chunk.length;
		heardAt = performance.now();
		return chunk;
	});
	const watch = async () => {
		while (!isOver) {
			await sleep(TICK, signal);
			if (isOver || performance.now() - heardAt < silence) continue;
			stream.emit('error', new Error('Nothing more arrived'));
			stream.destroy();
			return;
		}
	};
	watch().catch(() => {});
	try {
		return { result: await read(bytes), size };
	} catch (thrown) {
		throw cause === undefined ? thrown : new BrokenStream(cause);
	} finally {
		isOver = true;
	}
}

/** The file did not arrive as a whole. */
export class BrokenStream extends Error {
	constructor(cause: unknown) {
		super('The file did not arrive as a whole', { cause });
	}
}
