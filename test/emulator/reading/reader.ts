import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { extractData } from './extractData';

/** What was read from a document. */
export interface Reading {
	content: string;
	data: unknown;
	/** The step that failed, if the document could not be read. */
	failedAt?: string;
}

/** Pages of a PDF, counted from 1; both ends are included. */
export interface PageRange {
	first?: number;
	last?: number;
}

/** A document to read. */
export interface DocumentToRead {
	path: string;
	fileName: string;
	size: number;
	/** All pages unless given. */
	pages?: PageRange;
}

/** Reads documents. */
export interface DocumentReader {
	read(document: DocumentToRead): Promise<Reading>;
	close(): Promise<void>;
}

interface WorkerResult {
	id: number;
	/** The cells of each line, from top to bottom. */
	lines?: string[][];
	failure?: string;
}

/** The text of larger files is not read: pdf.js holds a whole document in memory. */
const MAX_READ_BYTES = 30_000_000;

/**
 * Reads the text of PDF files and images in a worker thread, so that the server stays responsive,
 * and because jest cannot load the ES modules.
 */
export class WorkerReader implements DocumentReader {
	private worker: Worker | undefined;

	private readonly waiting = new Map<number, (result: WorkerResult) => void>();

	private next = 0;

	async read({ path, fileName, size, pages }: DocumentToRead): Promise<Reading> {
		if (size > MAX_READ_BYTES) return { content: '', data: { file_name: fileName, bytes: size } };
		const { lines } = await this.ask(path, /\.pdf$/i.test(fileName), pages);
		if (lines === undefined) return { content: '', data: null, failedAt: 'OCR' };
		return { content: lines.map((cells) => cells.join('  ')).join('\n'), data: extractData(lines) };
	}

	async close(): Promise<void> {
		await this.worker?.terminate();
		this.worker = undefined;
	}

	private async ask(
		path: string,
		isPdf: boolean,
		pages: PageRange | undefined,
	): Promise<WorkerResult> {
		this.worker ??= this.start();
		this.worker.postMessage({ id: (this.next += 1), path, isPdf, pages });
		return await new Promise((resolve) => this.waiting.set(this.next, resolve));
	}

	private start(): Worker {
		const worker = new Worker(join(__dirname, 'worker.mjs'), { execArgv: [] });
		worker.unref();
		worker.on('message', (result: WorkerResult) => {
			this.waiting.get(result.id)?.(result);
			this.waiting.delete(result.id);
		});
		return worker;
	}
}
