import { createdAtOf } from '../api/extract';
import type { ListRow } from '../api/page';
import { sleep } from '../concurrency/sleep';
import type { AnesyaClient } from '../transport/client';
import type { UploadFile } from '../transport/multipartForm';
import { isSameName } from './documentName';
import type { Likeness } from './likeness';
import { compareContent } from './likeness';
import { SEARCH_DELAYS } from './searchDelays';
import type { UploadPorts } from './upload';

type Ports = Pick<UploadPorts, 'signal'> & { api: Pick<AnesyaClient, 'account' | 'openFile'> };

/** Milliseconds before a document is read again that could not be read. */
const [READ_DELAY = 1_000] = SEARCH_DELAYS;

/** How often documents are read again in a row: where none can be read, more is in vain. */
const READ_AGAIN = 3;

/** What the content of listed extracts shows. */
export interface ContentMatch {
	/** One row for each file; undefined unless each file has one. */
	matched?: ListRow[];
	/** Rows whose content may be that of a file: all except those that are certainly of others. */
	possible: ListRow[];
	/** Whether the content of one of them speaks against it. */
	isDoubtful: boolean;
}

/**
 * Finds the extracts of files by their content: Anesya stores each document at its `document_url`
 * (documented; that the bytes are those that were sent is inferred). Where names do not tell whose an
 * extract is, this does.
 *
 * @param rows listed extracts that may be theirs
 * @throws the reason of the signal
 */
export async function matchByContent(
	files: UploadFile[],
	rows: ListRow[],
	ports: Ports,
): Promise<ContentMatch> {
	const likenessOf = createComparison(ports);
	const left = [...rows];
	const matched: ListRow[] = [];
	const possible = new Set<ListRow>();
	let isDoubtful = false;
	for (const file of files) {
		const likeliest = byLikeness(left, file.name);
		const compared = likeliest.slice(0, MOST_COMPARED);
		likeliest.slice(MOST_COMPARED).forEach((row) => possible.add(row));
		for (const row of compared) {
			const likeness = await likenessOf(file, row);
			if (likeness !== 'other') possible.add(row);
			isDoubtful ||= likeness === 'unlike';
			if (likeness !== 'same') continue;
			left.splice(left.indexOf(row), 1);
			matched.push(row);
			break;
		}
	}
	return matched.length === files.length
		? { matched, possible: matched, isDoubtful: false }
		: { possible: rows.filter((row) => possible.has(row)), isDoubtful };
}

/** Documents that are compared with a file at most. */
const MOST_COMPARED = 20;

/** Rows with the name of a file come first, and of these the newest: an older one may be of the same content. */
function byLikeness(rows: ListRow[], name: string): ListRow[] {
	const isNamed = ({ document_name }: ListRow) => isSameName(document_name, name);
	const newestFirst = rows.toSorted((a, b) => createdAtOf(b) - createdAtOf(a) || 0);
	return [...newestFirst.filter(isNamed), ...newestFirst.filter((row) => !isNamed(row))];
}

/** A document that cannot be read proves nothing. */
function createComparison({
	api,
	signal,
}: Ports): (file: UploadFile, row: ListRow) => Promise<Likeness> {
	let readsAgain = READ_AGAIN;

	return async function likenessOf(file, row): Promise<Likeness> {
		const { document_url: url } = row;
		if (typeof url !== 'string') return 'unknown';
		try {
			const likeness = await compareContent(file, url, api, signal);
			readsAgain = READ_AGAIN;
			return likeness;
		} catch {
			signal?.throwIfAborted();
			if (readsAgain === 0) return 'unknown';
			readsAgain -= 1;
			await sleep(READ_DELAY, signal);
			return await likenessOf(file, row);
		}
	};
}
