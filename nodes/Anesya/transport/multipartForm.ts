import { AnesyaApiError } from './apiError';

/** A file on its way into a form: read only when its turn comes, and again if it has to be sent again. */
export interface UploadFile {
	/** As Anesya will call the document; UTF-8, without control characters. */
	name: string;
	type: string;
	/** Exact size in bytes: it becomes part of Content-Length. */
	size: number;
	/** Opens the file from its beginning. */
	stream(): AsyncIterable<Uint8Array>;
}

/**
 * A multipart form that is never held in memory. n8n's HTTP helper (axios) takes any object that
 * looks like the web's FormData and reads the `stream()` of one entry after the other. A real
 * FormData accepts nothing but Blobs, which have to hold the whole file.
 */
export class MultipartForm {
	readonly [Symbol.toStringTag] = 'FormData';

	/** What a file of ours threw while it was read; n8n 1.x does not hand it on. */
	failure: AnesyaApiError | undefined;

	private readonly parts: Array<[string, UploadFile | string]> = [];
	private readonly readings = new Set<AsyncGenerator<Uint8Array>>();

	/** @param part a file, or a text */
	append(name: string, part: UploadFile | string): void {
		this.parts.push([
			name,
			typeof part === 'string' ? part : { ...part, stream: () => this.read(part) },
		]);
	}

	/** Bytes of its files. */
	get size(): number {
		return this.parts.reduce(
			(sum, [, part]) => sum + (typeof part === 'string' ? 0 : part.size),
			0,
		);
	}

	entries(): IterableIterator<[string, UploadFile | string]> {
		return this.parts.values();
	}

	[Symbol.iterator](): IterableIterator<[string, UploadFile | string]> {
		return this.entries();
	}

	/** Closes files that were not read to their end: axios leaves them open when a request ends half-way. */
	close(): void {
		for (const reading of this.readings) reading.return(undefined).catch(() => undefined);
		this.readings.clear();
	}

	private read(file: UploadFile): AsyncIterable<Uint8Array> {
		const reading = this.noting(file);
		this.readings.add(reading);
		return reading;
	}

	/** A file's bytes, as many as were declared: with fewer Anesya would wait for the rest for minutes. */
	private async *noting({ name, size, stream }: UploadFile): AsyncGenerator<Uint8Array> {
		let sent = 0;
		try {
			for await (const chunk of stream()) {
				sent += chunk.length;
				if (sent > size) throw ofAnotherSize(name, size, 'more');
				yield chunk;
			}
			if (sent < size) throw ofAnotherSize(name, size, String(sent));
		} catch (thrown) {
			if (thrown instanceof AnesyaApiError) this.failure = thrown;
			throw thrown instanceof Error ? thrown : new Error(String(thrown));
		}
	}
}

function ofAnotherSize(name: string, size: number, given: string): AnesyaApiError {
	return new AnesyaApiError(
		{
			message: `"${name}" has another size than n8n says`,
			description: `n8n says ${size} bytes, and gives ${given}. If a Code node made the file, let it output the base64 text and put Convert to File after it; otherwise run the node that outputs the file again.`,
		},
		{ retryable: false, accepted: 'no' },
	);
}
