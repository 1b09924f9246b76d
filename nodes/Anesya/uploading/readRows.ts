import { createdAtOf, latestCreatedAtOf } from '../api/extract';
import type { ExtractFilter } from '../api/listExtracts';
import { listExtracts } from '../api/listExtracts';
import type { ListRow } from '../api/page';
import { PAGE_SIZE } from '../api/paginate';
import type { Limiter } from '../concurrency/limiter';
import type { AnesyaClient } from '../transport/client';

/** What searches need. */
export interface SearchPorts {
	api: AnesyaClient;
	/** Limits the concurrent searches for lost uploads: a server that loses many responses is in trouble. */
	searchLimiter: Limiter;
	signal: AbortSignal | undefined;
}

/** At most this many rows are read of a list. */
export const MOST_ROWS = 500;

/** What a search found. */
export interface FoundRows {
	rows: ListRow[];
	/** Whether it saw all rows that matter. */
	areAll: boolean;
	/** Whether it lacks extracts that are certainly there: then it proves nothing. */
	isBlind?: boolean;
}

/** Whether a row is too old to matter, by its time: milliseconds since 1970, NaN if unknown. */
export type IsOlder = (createdAt: number) => boolean;

/** What was read of a list. */
export interface ListReading {
	rows: ListRow[];
	/** Whether it saw all rows that are not older. */
	hasAllSince(isOlder: IsOlder): boolean;
	/** Whether the list is too long to be read as a whole, and in no order that helps. */
	isEndless: boolean;
}

/**
 * Reads a list. One that turns out to be sorted, the newest first, is read until its rows are older than
 * those that matter: there may be hundreds that fit.
 *
 * @throws AnesyaApiError, or the reason of the signal
 */
export async function readRows(
	filter: ExtractFilter,
	limit: number,
	isOlder: IsOlder,
	{ api, searchLimiter, signal }: SearchPorts,
): Promise<ListReading> {
	return await searchLimiter(async () => {
		const rows: ListRow[] = [];
		let isDescending = true;
		let first = NaN;
		let newest = Infinity;
		// Rows of one date, for instance of an import, do not show an order.
		const isNewestFirst = () => isDescending && newest < first;
		let hasGaps = false;
		const onGap = () => void (hasGaps = true);
		const readingWith = (isWhole: boolean): ListReading => ({
			rows,
			hasAllSince: (isOld) =>
				!hasGaps && (isWhole || (isNewestFirst() && endsWithOld(rows, isOld))),
			isEndless: !isWhole && !isNewestFirst(),
		});
		for await (const row of listExtracts(api, filter, { limit, signal, onGap })) {
			rows.push(row);
			const createdAt = createdAtOf(row);
			isDescending &&= createdAt <= newest;
			if (rows.length === 1) first = createdAt;
			newest = createdAt;
			if (isNewestFirst() && endsWithOld(rows, isOlder)) return readingWith(false);
		}
		return readingWith(rows.length < limit);
	}, signal);
}

/** A whole page of them, since rows may have been created at about the same time. */
function endsWithOld(rows: ListRow[], isOlder: IsOlder): boolean {
	if (rows.length < PAGE_SIZE) return false;
	return rows.slice(-PAGE_SIZE).every((row) => isOlder(latestCreatedAtOf(row)));
}
