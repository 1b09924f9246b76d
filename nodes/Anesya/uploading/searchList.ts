import { createdAtOf, UPLOAD_ID_KEY, uploadIdIn } from '../api/extract';
import type { ExtractFilter } from '../api/listExtracts';
import { listExtracts } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import { createdBefore } from './reconcile';
import type { Upload, UploadPorts } from './upload';

/** At most this many rows are read for each text that is searched for. */
const MOST_ROWS = 500;

/** What searches by name found. */
export interface FoundRows {
	rows: ListRow[];
	/** Whether every search saw all rows that matter. */
	areAll: boolean;
}

/**
 * Finds the extract of an upload by the ID in its metadata: `GET /extract/` with `meta_key` and
 * `meta_value` (documented). A server that ignores this filter is not believed.
 *
 * @returns its row, if there is one; and rows that do not tell their metadata, which may be its own
 * @throws AnesyaApiError
 */
export async function findById(
	uploadId: string,
	{ api, searchLimiter, signal }: UploadPorts,
): Promise<{ own?: ListRow[]; unknown: ListRow[] }> {
	const filter = { metaKey: UPLOAD_ID_KEY, metaValue: uploadId };
	return await searchLimiter(async () => {
		const unknown: ListRow[] = [];
		for await (const row of listExtracts(api, filter, { limit: PAGE_SIZE, signal })) {
			if (uploadIdIn(row) === uploadId) return { own: [row], unknown: [] };
			if (row.metadata === undefined && unknown.length < MOST_UNKNOWN) unknown.push(row);
		}
		return { unknown };
	});
}

/** Rows without metadata that may belong to an upload: a filter that works leaves one. */
const MOST_UNKNOWN = 3;

/**
 * Finds what is new in a list, whatever its name.
 *
 * @param since milliseconds since 1970; what is dated earlier is left out
 * @throws AnesyaApiError
 */
export async function findNew(
	workflow: string | undefined,
	since: number | undefined,
	{ api, searchLimiter, signal }: UploadPorts,
): Promise<ListRow[]> {
	return await searchLimiter(async () => {
		const rows: ListRow[] = [];
		for await (const row of listExtracts(api, { workflow }, { limit: 2 * PAGE_SIZE, signal })) {
			const createdAt = createdAtOf(row);
			if (since === undefined || !(createdAt < since)) rows.push(row);
		}
		return rows;
	});
}

/**
 * Finds the extracts with the names of an upload's files: `GET /extract/` with `workflow_id` and
 * `search` (documented).
 *
 * @param inAnyForm whether to search too for what stays the same if Anesya stored a name changed
 * @param sentAt when the upload was sent: milliseconds since 1970 by the server's clock, if known
 * @throws AnesyaApiError
 */
export async function findByNames(
	{ files, workflow }: Upload,
	inAnyForm: boolean,
	sentAt: () => number | undefined,
	{ api, searchLimiter, signal }: UploadPorts,
): Promise<FoundRows> {
	const names = files.map(({ name }) => name);
	const parts = inAnyForm ? names.flatMap((name) => stablePart(name) ?? []) : [];
	const found = new Map<string, ListRow>();
	let areAll = true;
	for (const text of new Set([...names, ...parts]))
		areAll = (await searchLimiter(async () => await search(text))) && areAll;
	return { rows: [...found.values()], areAll };

	/**
	 * A list that turns out to be sorted, the newest first, is read until its rows are older than the
	 * upload: there may be hundreds of that name.
	 *
	 * @returns whether all rows that matter were seen
	 */
	async function search(text: string): Promise<boolean> {
		const filter: ExtractFilter = { search: text, workflow };
		let isNewestFirst = true;
		let newest = Infinity;
		let older = 0;
		let rows = 0;
		let hasGap = false;
		const onGap = () => void (hasGap = true);
		for await (const row of listExtracts(api, filter, { limit: MOST_ROWS, signal, onGap })) {
			found.set(row.id, row);
			rows += 1;
			const createdAt = createdAtOf(row);
			isNewestFirst = isNewestFirst && createdAt <= newest;
			newest = createdAt;
			older = createdBefore(createdAt, sentAt()) ? older + 1 : 0;
			if (isNewestFirst && older >= PAGE_SIZE) return !hasGap;
		}
		return rows < MOST_ROWS && !hasGap;
	}
}

/** A name that no service has a reason to change when it stores it. */
const PLAIN = /^[\w.-]+$/;

/**
 * What to search for in case Anesya stored a name in a changed form, for instance with `_` for spaces
 * or without accents: the longest part that is the same in every form. A search also finds parts of names.
 *
 * @returns undefined for a name that no service changes
 */
export function stablePart(name: string): string | undefined {
	if (PLAIN.test(name)) return undefined;
	const stem = name.replace(/\.[^.]*$/, '');
	const parts = stem.match(/[a-z0-9]{3,}/gi) ?? stem.match(/[\p{L}\p{N}]+/gu) ?? [];
	return parts.reduce<string | undefined>(
		(longest, part) => (part.length > (longest?.length ?? 0) ? part : longest),
		undefined,
	);
}
