import { createdAtOf } from '../api/extract';
import type { ListRow } from '../api/page';
import { sleep } from '../concurrency/sleep';
import type { AnesyaClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';
import { isSameName } from './documentName';
import { SEARCH_DELAYS } from './searchDelays';
import type { UploadPorts } from './upload';

type Ports = Pick<UploadPorts, 'signal'> & { api: Pick<AnesyaClient, 'openFile'> };

/** Milliseconds before a document is read again that could not be read. */
const [READ_DELAY = 1_000] = SEARCH_DELAYS;

/** How often a comparison reads documents again: where none can be read, more is in vain. */
const READ_AGAIN = 3;

/**
 * Finds the extracts of files by their content: Anesya stores each document at its `document_url`
 * (documented; that the bytes are those that were sent is inferred). Where names do not tell whose an
 * extract is, this does.
 *
 * @param rows listed extracts that may be theirs
 * @returns one row for each file, or undefined unless each file has one
 * @throws the reason of the signal
 */
export async function matchByContent(
	files: UploadFile[],
	rows: ListRow[],
	ports: Ports,
): Promise<ListRow[] | undefined> {
	const left = [...rows];
	const matched: ListRow[] = [];
	const hasContent = createComparison(ports);
	for (const file of files) {
		const row = await firstWithContent(file, byLikeness(left, file.name), hasContent);
		if (row === undefined) return undefined;
		left.splice(left.indexOf(row), 1);
		matched.push(row);
	}
	return matched;
}

/** Documents that are compared with a file at most. */
const MOST_COMPARED = 20;

/** Rows with the name of a file come first, and of these the newest: an older one may be of the same content. */
function byLikeness(rows: ListRow[], name: string): ListRow[] {
	const isNamed = ({ document_name }: ListRow) => isSameName(document_name, name);
	const newestFirst = rows.toSorted((a, b) => createdAtOf(b) - createdAtOf(a) || 0);
	const others = newestFirst.filter((row) => !isNamed(row));
	return [...newestFirst.filter(isNamed), ...others].slice(0, MOST_COMPARED);
}

type HasContent = (file: UploadFile, url: string) => Promise<boolean>;

async function firstWithContent(
	file: UploadFile,
	rows: ListRow[],
	hasContent: HasContent,
): Promise<ListRow | undefined> {
	for (const row of rows) {
		const { document_url: url } = row;
		if (typeof url === 'string' && (await hasContent(file, url))) return row;
	}
	return undefined;
}

/** A document that cannot be read proves nothing. */
function createComparison({ api, signal }: Ports): HasContent {
	let readsAgain = READ_AGAIN;

	async function compare(file: UploadFile, url: string): Promise<boolean> {
		const stored = await api.openFile(url);
		const isSame = await haveSameBytes(file.stream(), stored.stream);
		await stored.discard();
		return isSame;
	}

	return async function hasContent(file, url): Promise<boolean> {
		try {
			return await compare(file, url);
		} catch {
			signal?.throwIfAborted();
			if (readsAgain === 0) return false;
			readsAgain -= 1;
			await sleep(READ_DELAY, signal);
			return await hasContent(file, url);
		}
	};
}

async function haveSameBytes(
	one: AsyncIterable<Uint8Array>,
	other: AsyncIterable<Uint8Array>,
): Promise<boolean> {
	const [left, right] = [bytesOf(one), bytesOf(other)];
	try {
		for (;;) {
			const [a, b] = [await left.next(), await right.next()];
			if (a.done === true || b.done === true) return a.done === b.done;
			if (!a.value.equals(b.value)) return false;
		}
	} finally {
		await left.return(undefined);
		await right.return(undefined);
	}
}

/** Bytes that are compared at once. */
const BLOCK = 64 * 1024;

/** The same bytes in blocks of one size: two streams come in pieces of their own. */
async function* bytesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
	let waiting: Buffer = Buffer.alloc(0);
	for await (const chunk of stream) {
		waiting = Buffer.concat([waiting, chunk]);
		for (; waiting.length >= BLOCK; waiting = waiting.subarray(BLOCK))
			yield waiting.subarray(0, BLOCK);
	}
	if (waiting.length > 0) yield waiting;
}
