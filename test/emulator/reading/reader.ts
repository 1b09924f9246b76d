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
	close(): void;
}

interface WorkerResult {
	id: number;
	/** The cells of each line, from top to bottom. */
	lines?: string[][];
	failure?: string;
}

/** The text of larger files is not read: pdf.js holds a whole document in memory. */
const MAX_READ_BYTES = 30_000_000;

/** Reads the text of PDF files and images. */
export class WorkerReader implements DocumentReader {
	private readonly thread = readingThread();

	constructor() {
		this.thread.open();
	}

	async read({ path, fileName, size, pages }: DocumentToRead): Promise<Reading> {
		if (size > MAX_READ_BYTES) return { content: '', data: { file_name: fileName, bytes: size } };
		const { lines } = await this.thread.ask(path, /\.pdf$/i.test(fileName), pages);
		if (lines === undefined) return { content: '', data: null, failedAt: 'OCR' };
		return { content: lines.map((cells) => cells.join('  ')).join('\n'), data: extractData(lines) };
	}

	close(): void {
		this.thread.close();
	}
}

/** Milliseconds for which the thread is kept when no reader is open: most tests open one of their own. */
const KEPT = 500;

/** A worker thread, so that the server stays responsive, and because jest cannot load the ES modules. */
class ReadingThread {
	private worker: Worker | undefined;

	private readonly waiting = new Map<number, (result: WorkerResult) => void>();

	private next = 0;

	private readers = 0;

	private end: NodeJS.Timeout | undefined;

	open(): void {
		this.readers += 1;
		clearTimeout(this.end);
	}

	close(): void {
		this.readers -= 1;
		if (this.readers > 0) return;
		this.end = setTimeout(() => {
			void this.worker?.terminate();
			this.worker = undefined;
			this.waiting.clear();
		}, KEPT).unref();
	}

	async ask(path: string, isPdf: boolean, pages: PageRange | undefined): Promise<WorkerResult> {
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

const THREAD = Symbol.for('anesya-emulator.reading-thread');

/**
 * One for all emulators of a process: to start a thread with pdf.js takes more than to read most documents.
 * It is kept outside of this module, which jest loads anew for each test file.
 */
function readingThread(): ReadingThread {
	const shared: typeof globalThis & { [THREAD]?: ReadingThread } = globalThis;
	return (shared[THREAD] ??= new ReadingThread());
}
