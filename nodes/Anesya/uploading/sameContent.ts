import { createdAtOf } from '../api/extract';
import type { ListRow } from '../api/page';
import type { AnesyaClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';
import { isSameName } from './documentName';

/**
 * Finds the extracts of files by their content: Anesya stores each document at its `document_url`
 * (documented; that the bytes are those that were sent is inferred). Where names do not tell whose an
 * extract is, this does.
 *
 * @param rows listed extracts that may be theirs
 * @returns one row for each file, or undefined unless each file has one
 */
export async function matchByContent(
	files: UploadFile[],
	rows: ListRow[],
	api: Pick<AnesyaClient, 'openFile'>,
): Promise<ListRow[] | undefined> {
	const left = [...rows];
	const matched: ListRow[] = [];
	for (const file of files) {
		const row = await firstWithContent(file, byLikeness(left, file.name), api);
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

async function firstWithContent(
	file: UploadFile,
	rows: ListRow[],
	api: Pick<AnesyaClient, 'openFile'>,
): Promise<ListRow | undefined> {
	for (const row of rows) if (await hasContent(file, row, api)) return row;
	return undefined;
}

/** A document that cannot be read proves nothing. */
async function hasContent(
	file: UploadFile,
	{ document_url }: ListRow,
	api: Pick<AnesyaClient, 'openFile'>,
): Promise<boolean> {
	if (typeof document_url !== 'string') return false;
	try {
		const stored = await api.openFile(document_url);
		const isSame = await haveSameBytes(file.stream(), stored.stream);
		await stored.discard();
		return isSame;
	} catch {
		return false;
	}
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
