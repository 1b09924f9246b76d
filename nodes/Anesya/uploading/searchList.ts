import { latestCreatedAtOf, UPLOAD_ID_KEY, uploadIdIn } from '../api/extract';
import type { ListRow } from '../api/page';
import { isClaimed } from './memory';
import type { FoundRows, SearchPorts } from './readRows';
import { MOST_ROWS, readRows } from './readRows';
import { createdBefore } from './reconcile';
import type { Upload } from './upload';

/** When an upload was sent at the earliest, see `earliestByServer`. */
type Earliest = () => number | undefined;

/**
 * Finds the extract of an upload by the ID in its metadata: `GET /extract/` with `meta_key` and
 * `meta_value` (documented). A server that ignores this filter lists other extracts as well.
 *
 * @returns its row, if there is one; and rows that do not tell their metadata, which may be its own
 * @throws AnesyaApiError
 */
export async function findById(
	uploadId: string,
	earliest: Earliest,
	ports: SearchPorts,
): Promise<FoundRows & { own?: ListRow[] }> {
	const filter = { metaKey: UPLOAD_ID_KEY, metaValue: uploadId };
	const isOlder = (createdAt: number) => createdBefore(createdAt, earliest());
	const { rows, hasAllSince } = await readRows(filter, MOST_ROWS, isOlder, ports);
	const areAll = hasAllSince(isOlder);
	const own = rows.filter((row) => uploadIdIn(row) === uploadId);
	if (own.length > 0) return { own, rows: [], areAll };
	const unknown = rows.filter(
		(row) =>
			row.metadata === undefined &&
			!isOlder(latestCreatedAtOf(row)) &&
			!isClaimed(ports.api, row.id),
	);
	return { rows: unknown, areAll };
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
	earliest: Earliest,
	ports: SearchPorts,
): Promise<FoundRows> {
	const names = files.map(({ name }) => name);
	const parts = inAnyForm ? names.flatMap((name) => stablePart(name) ?? []) : [];
	const isOlder = (createdAt: number) => createdBefore(createdAt, earliest());
	const found = new Map<string, ListRow>();
	let areAll = true;
	for (const search of new Set([...names, ...parts])) {
		const seen = await readRows({ search, workflow }, MOST_ROWS, isOlder, ports);
		seen.rows.forEach((row) => found.set(row.id, row));
		areAll &&= seen.hasAllSince(isOlder);
	}
	return { rows: [...found.values()], areAll };
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
