import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Fault } from './faults';

/** Sends a file as a stream; only a part of it where a fault says so. */
export async function sendFile(
	response: ServerResponse,
	file: Buffer | string,
	headers: Record<string, string> | undefined,
	fault: Fault | undefined,
): Promise<void> {
	const size = typeof file === 'string' ? (await stat(file)).size : file.length;
	const part = fault?.kind === 'cut-file' || fault?.kind === 'stall-file' ? fault.after : size;
	response.writeHead(200, { ...headers, 'Content-Length': size });
	if (size === 0) return void response.end();

	const bytes =
		typeof file === 'string'
			? createReadStream(file, { end: part - 1 })
			: Readable.from([file.subarray(0, part)]);
	try {
		await pipeline(bytes, response, { end: part === size });
		if (fault?.kind === 'cut-file') response.destroy();
	} catch {
		// The client closed the connection, which it may do.
	}
}
