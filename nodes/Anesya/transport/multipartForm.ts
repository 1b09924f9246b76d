import { AnesyaApiError } from './apiError';

/** A file to upload: opened only when its bytes are due, and opened again if it must be sent again. */
export interface UploadFile {
	/** As Anesya will name the document; UTF-8, without control characters. */
	name: string;
	type: string;
	/** Exact size in bytes: it becomes part of Content-Length. */
	size: number;
	/** Opens the file from its beginning. */
	stream(): AsyncIterable<Uint8Array>;
}

/**
 * A multipart form that is never held in memory. n8n's HTTP helper (axios) accepts any object that
 * looks like the web's FormData, and reads the `stream()` of one entry after the other. A real
 * FormData accepts only Blobs, which must hold the whole file.
 */
export class MultipartForm {
	readonly [Symbol.toStringTag] = 'FormData';

	/** What one of the files threw while it was read: n8n 1.x does not pass it on. */
	error: AnesyaApiError | undefined;

	/** Files that the HTTP helper has read to the end. */
	private filesRead = 0;

	private readonly parts: Array<[string, UploadFile | string]> = [];
	private readonly openStreams = new Set<AsyncGenerator<Uint8Array>>();

	/** @param part a file, or a text */
	append(name: string, part: UploadFile | string): void {
		this.parts.push([
			name,
			typeof part === 'string' ? part : { ...part, stream: () => this.open(part) },
		]);
	}

	/** Bytes of its files. */
	get size(): number {
		return this.files.reduce((sum, { size }) => sum + size, 0);
	}

	/**
	 * Whether its last byte may have left n8n. While the HTTP helper has not read all of a form, the server
	 * cannot have it: less than Content-Length has arrived, without the final boundary.
	 */
	get mayBeSent(): boolean {
		return this.filesRead >= this.files.length;
	}

	private get files(): UploadFile[] {
		return this.parts.flatMap(([, part]) => (typeof part === 'string' ? [] : [part]));
	}

	entries(): IterableIterator<[string, UploadFile | string]> {
		return this.parts.values();
	}

	[Symbol.iterator](): IterableIterator<[string, UploadFile | string]> {
		return this.entries();
	}

	/** Closes files that were not read to the end: axios leaves them open when a request ends early. */
	close(): void {
		for (const stream of this.openStreams) stream.return(undefined).catch(() => undefined);
		this.openStreams.clear();
	}

	private open(file: UploadFile): AsyncIterable<Uint8Array> {
		const stream = this.read(file);
		this.openStreams.add(stream);
		return stream;
	}

	/** The bytes of a file, exactly as many as declared: with fewer, Anesya would wait minutes for the rest. */
	private async *read({ name, size, stream }: UploadFile): AsyncGenerator<Uint8Array> {
		let sent = 0;
		try {
			for await (const chunk of stream()) {
				sent += chunk.length;
				if (sent > size) throw wrongSize(name, size, 'more');
				yield chunk;
			}
			if (sent < size) throw wrongSize(name, size, String(sent));
			this.filesRead += 1;
		} catch (thrown) {
			if (thrown instanceof AnesyaApiError) this.error = thrown;
			throw thrown instanceof Error ? thrown : new Error(String(thrown));
		}
	}
}

function wrongSize(name: string, declared: number, actual: string): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: `The size of "${name}" is not what n8n reports`,
			description: `n8n reports ${declared} bytes, but provides ${actual}. If a Code node created the file, let it output base64 text instead, and add a Convert to File node after it. Otherwise, run the node that outputs the file again.`,
		},
		{ retryable: false, accepted: 'no' },
	);
}
