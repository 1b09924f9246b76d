import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { dataIn } from './dataIn';

/** What was read in a document. */
export interface Reading {
	content: string;
	data: unknown;
	/** The step at which it could not be read. */
	failedAt?: string;
}

/** Pages of a PDF, from 1; both included. */
export interface Pages {
	first?: number;
	last?: number;
}

/** A document to read. */
export interface DocumentToRead {
	path: string;
	fileName: string;
	size: number;
	/** All of them unless given. */
	pages?: Pages;
}

/** Reads documents, by whatever means. */
export interface DocumentReader {
	read(document: DocumentToRead): Promise<Reading>;
	close(): Promise<void>;
}

interface WorkerAnswer {
	id: number;
	/** The cells of each line, from top to bottom. */
	lines?: string[][];
	failure?: string;
}

/** Larger files are not read for their text: pdf.js holds a whole document in memory. */
const LARGEST_READ = 30_000_000;

/**
 * Reads the text of PDF files and images, in a thread of its own so that the server keeps
 * answering, and so that jest's module system stays out of the way of ES modules.
 */
export class Reader implements DocumentReader {
	private worker: Worker | undefined;

	private readonly waiting = new Map<number, (answer: WorkerAnswer) => void>();

	private next = 0;

	async read({ path, fileName, size, pages }: DocumentToRead): Promise<Reading> {
		if (size > LARGEST_READ) return { content: '', data: { file_name: fileName, bytes: size } };
		const { lines } = await this.ask(path, /\.pdf$/i.test(fileName), pages);
		if (lines === undefined) return { content: '', data: null, failedAt: 'OCR' };
		return { content: lines.map((cells) => cells.join('  ')).join('\n'), data: dataIn(lines) };
	}

	async close(): Promise<void> {
		await this.worker?.terminate();
		this.worker = undefined;
	}

	private async ask(path: string, isPdf: boolean, pages: Pages | undefined): Promise<WorkerAnswer> {
		this.worker ??= this.start();
		this.worker.postMessage({ id: (this.next += 1), path, isPdf, pages });
		return await new Promise((resolve) => this.waiting.set(this.next, resolve));
	}

	private start(): Worker {
		const worker = new Worker(join(__dirname, 'worker.mjs'), { execArgv: [] });
		worker.unref();
		worker.on('message', (answer: WorkerAnswer) => {
			this.waiting.get(answer.id)?.(answer);
			this.waiting.delete(answer.id);
		});
		return worker;
	}
}
