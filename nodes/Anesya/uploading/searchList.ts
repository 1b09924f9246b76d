import { createdAtOf, UPLOAD_ID_KEY, uploadIdIn } from '../api/extract';
import type { ExtractFilter } from '../api/listExtracts';
import { listExtracts } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import { isClaimed } from './memory';
import { createdBefore } from './reconcile';
import type { Upload, UploadPorts } from './upload';

/** At most this many rows are read for each text that is searched for. */
const MOST_ROWS = 500;

/** What a search found. */
export interface FoundRows {
	rows: ListRow[];
	/** Whether it saw all rows that matter. */
	areAll: boolean;
}

/** When an upload was sent: milliseconds since 1970 by the server's clock; undefined while that is unknown. */
type SentAt = () => number | undefined;

/**
 * Finds the extract of an upload by the ID in its metadata: `GET /extract/` with `meta_key` and
 * `meta_value` (documented). A server that ignores this filter lists other extracts as well.
 *
 * @returns its row, if there is one; and rows that do not tell their metadata, which may be its own
 * @throws AnesyaApiError
 */
export async function findById(
	uploadId: string,
	sentAt: SentAt,
	ports: UploadPorts,
): Promise<FoundRows & { own?: ListRow[] }> {
	const filter = { metaKey: UPLOAD_ID_KEY, metaValue: uploadId };
	const isOlder = (createdAt: number) => createdBefore(createdAt, sentAt());
	const { rows, areAll } = await readRows(filter, MOST_ROWS, isOlder, ports);
	const own = rows.filter((row) => uploadIdIn(row) === uploadId);
	if (own.length > 0) return { own, rows: [], areAll };
	const unknown = rows.filter(
		(row) =>
			row.metadata === undefined && !isOlder(createdAtOf(row)) && !isClaimed(ports.api, row.id),
	);
	return { rows: unknown, areAll };
}

/**
 * Finds what is new in a list, whatever its name.
 *
 * @param since milliseconds since 1970; what is dated earlier is left out
 * @throws AnesyaApiError
 */
export async function findNew(
	workflow: string | undefined,
	since: number | undefined,
	ports: UploadPorts,
): Promise<FoundRows> {
	const isOlder = (createdAt: number) => since !== undefined && createdAt < since;
	const { rows, areAll } = await readRows({ workflow }, 2 * PAGE_SIZE, isOlder, ports);
	return { rows: rows.filter((row) => !isOlder(createdAtOf(row))), areAll };
}

/**
 * Finds the extracts with the names of an upload's files: `GET /extract/` with `workflow_id` and
 * `search` (documented).
 *
 * @param inAnyForm whether to search too for what stays the same if Anesya stored a name changed
 * @throws AnesyaApiError
 */
export async function findByNames(
	{ files, workflow }: Upload,
	inAnyForm: boolean,
	sentAt: SentAt,
	ports: UploadPorts,
): Promise<FoundRows> {
	const names = files.map(({ name }) => name);
	const parts = inAnyForm ? names.flatMap((name) => stablePart(name) ?? []) : [];
	const isOlder = (createdAt: number) => createdBefore(createdAt, sentAt());
	const found = new Map<string, ListRow>();
	let areAll = true;
	for (const search of new Set([...names, ...parts])) {
		const seen = await readRows({ search, workflow }, MOST_ROWS, isOlder, ports);
		seen.rows.forEach((row) => found.set(row.id, row));
		areAll &&= seen.areAll;
	}
	return { rows: [...found.values()], areAll };
}

/**
 * Reads a list. One that turns out to be sorted, the newest first, is read until its rows are older than
 * the upload: there may be hundreds that fit.
 */
async function readRows(
	filter: ExtractFilter,
	limit: number,
	isOlder: (createdAt: number) => boolean,
	{ api, searchLimiter, signal }: UploadPorts,
): Promise<FoundRows> {
	return await searchLimiter(async () => {
		const rows: ListRow[] = [];
		let isNewestFirst = true;
		let newest = Infinity;
		let older = 0;
		let areAll = true;
		const onGap = () => void (areAll = false);
		for await (const row of listExtracts(api, filter, { limit, signal, onGap })) {
			rows.push(row);
			const createdAt = createdAtOf(row);
			isNewestFirst &&= createdAt <= newest;
			newest = createdAt;
			older = isOlder(createdAt) ? older + 1 : 0;
			if (isNewestFirst && older >= PAGE_SIZE) return { rows, areAll };
		}
		return { rows, areAll: areAll && rows.length < limit };
	});
}

/** What no service has a reason to change when it stores a name. */
const PLAIN = /^[\w.-]+$/;

/** Characters; more may be cut off. */
const LONGEST_PART = 60;

/**
 * What to search for in case Anesya stored a name in a changed form, for instance with `_` for spaces,
 * without accents, or with characters before its extension that make it unique: the longest part that is
 * the same in every form. A search also finds parts of names.
 *
 * @returns undefined if there is no such part
 */
export function stablePart(name: string): string | undefined {
	const stem = name.replace(/\.[^.]*$/, '');
	const parts = PLAIN.test(stem)
		? [stem]
		: (stem.match(/[a-z0-9]{3,}/gi) ?? stem.match(/[\p{L}\p{N}]+/gu) ?? []);
	return parts
		.reduce<string | undefined>(
			(longest, part) => (part.length > (longest?.length ?? 0) ? part : longest),
			undefined,
		)
		?.slice(0, LONGEST_PART);
}
