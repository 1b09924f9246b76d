import { isExtract } from '../../api/extract';
import type { PollTime } from './pollTime';
import type { ScanOptions, ScanPosition } from './scan';
import { scanOn } from './scan';
import type { SeenRows } from './seenRows';
import type { AwaitedExtract } from './state';

/** Share of the poll's time until which pages are read for statuses. */
const STATUS_SHARE = 0.7;

/** Single reads that a page must save on average, at the least. */
const READS_FOR_A_PAGE = 4;

/** Fewer extracts are read one by one. */
const WORTH_PAGES = 20;

/**
 * Reads on in the list for the statuses of pending extracts, if its rows tell any and that takes far
 * fewer requests than single reads.
 *
 * @param at where the scan ended
 * @returns true
 * @throws AnesyaApiError
 */
export async function readStatuses(
	pending: AwaitedExtract[],
	at: ScanPosition,
	{ ends, ...options }: ScanOptions,
	rows: SeenRows,
	time: PollTime,
): Promise<boolean> {
	const unseen = new Set(pending.map(([id]) => id).filter((id) => !rows.listed.has(id)));
	let pages = Math.floor(unseen.size / READS_FOR_A_PAGE);
	if (unseen.size < WORTH_PAGES || !ends.first.every(({ row }) => isExtract(row))) return true;
	await scanOn(at, {
		...options,
		ends,
		until: -Infinity,
		visit(page) {
			options.visit(page);
			for (const { id } of page) unseen.delete(id);
			pages -= 1;
		},
		mayGoOn: () => unseen.size > 0 && pages > 0 && time.hasTime(STATUS_SHARE),
	});
	return true;
}
