import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';

/** A file of a multipart request, stored on disk. */
export interface ReceivedFile {
	partName: string;
	fileName: string | undefined;
	contentType: string;
	path: string;
	size: number;
	sha256: string;
}

/** A part of a form: a field with its value, or a file as its headers describe it. */
export type ReceivedPart = { name: string } & (
	{ value: string } | { fileName: string | undefined; contentType: string }
);

/** A multipart body. */
export interface ReceivedForm {
	files: ReceivedFile[];
	/** The parts that are not files. */
	fields: Array<[string, string]>;
	/** All parts, in their order. */
	parts: ReceivedPart[];
}

/**
 * Receives a multipart body as a stream: each file is hashed while it is written to disk.
 *
 * @param folder for the files
 * @throws when the body is malformed or breaks off
 */
export async function receiveForm(request: IncomingMessage, folder: string): Promise<ReceivedForm> {
	const form = busboy({ headers: request.headers, defParamCharset: 'utf8', preservePath: true });
	const files: Array<Promise<ReceivedFile>> = [];
	const fields: Array<[string, string]> = [];
	const parts: ReceivedPart[] = [];
	form.on('field', (name, value) => {
		parts.push({ name, value });
		fields.push([name, value]);
	});

	form.on('file', (partName, stream, { filename, mimeType }) => {
		parts.push({ name: partName, fileName: filename, contentType: mimeType });
		const saved = save(stream, join(folder, randomUUID()));
		const file = saved.then((kept) => ({
			partName,
			fileName: filename,
			contentType: mimeType,
			...kept,
		}));
		// Awaited below; a body that breaks off rejects both this and the pipeline.
		file.catch(() => {});
		files.push(file);
	});
	await pipeline(request, form);
	return { files: await Promise.all(files), fields, parts };
}

async function save(
	stream: NodeJS.ReadableStream,
	path: string,
): Promise<Pick<ReceivedFile, 'path' | 'size' | 'sha256'>> {
	const hash = createHash('sha256');
	let size = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			size += chunk.length;
			done(null, chunk);
		},
	});
	await pipeline(stream, measure, createWriteStream(path));
	return { path, size, sha256: hash.digest('hex') };
}
