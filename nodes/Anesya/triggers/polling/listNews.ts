import type { AnesyaApiError } from '../../transport/apiError';
import { afterListing, newsFilter } from './afterListing';
import { attempt } from './attempt';
import { isSortedBetween } from './checkOrder';
import { kindOfScan } from './kindOfScan';
import { withoutCount } from './listEnd';
import type { ListEnds } from './listEnds';
import type { PolledList } from './polledList';
import type { PollTime } from './pollTime';
import { readStatuses } from './readStatuses';
import type { ScanOptions } from './scan';
import { positionAt, readInFull, scanBothWays, scanOn } from './scan';
import type { SeenRows } from './seenRows';
import { createSeenRows } from './seenRows';
import type { Selection } from './selection';
import type { PollingState, ScanInProgress } from './state';
import { LOOKBACK, settledBehind } from './state';

/** Share of the poll's time until which a scan goes on. The rest is for single reads. */
const SCAN_SHARE = 0.6;

/** What a poll has after the list. */
export interface ListNews {
	state: PollingState;
	rows: SeenRows;
	/** Whether the list certainly does not have an extract. */
	isAbsent(id: string): boolean;
	/** Why the scan stopped, unless for want of time. */
	failure: AnesyaApiError | undefined;
}

/** That a list is read for the first time. */
export interface Start extends Pick<ScanInProgress, 'carried'> {
	/** Whether the user chose it in this poll. */
	isFirst: boolean;
}

/** What a poll needs for the list. */
export interface ListPorts {
	list: PolledList;
	selection: Selection;
	time: PollTime;
}

/**
 * Reads of the list what this poll needs, as far as its time goes.
 *
 * - Both ends are read always. If they show nothing new, and the list is as long as before, that is
 *   all, except now and then.
 * - A sorted list is then read from the end with the newest extracts, until all that makes it longer is
 *   found, or now and then back to the settled time.
 * - A list in unknown order is read in full.
 * - If many are pending, and rows tell statuses, further pages save single reads.
 *
 * @param ends both are read in each poll
 * @param start only in the first poll of a list: what was pending under the filter before
 * @param mayHaveMissed whether the last polls may be forgotten
 * @throws AnesyaApiError for a failure that is not transient
 */
export async function listNews(
	{ list, selection, time }: ListPorts,
	ends: ListEnds,
	before: PollingState,
	{ start, mayHaveMissed }: { start?: Start; mayHaveMissed: boolean },
): Promise<ListNews> {
	const scan = before.scan ?? freshScan(ends, list.now(), start);
	const at = { ...scan };
	if (before.isUnsorted && before.scan === undefined) readInFull(at, ends);
	const rows = createSeenRows(
		selection,
		newsFilter(before, at),
		awaitedIn(before, at),
		list.filter.workflow,
	);
	rows.visit(ends.first);
	rows.visit(ends.last);

	const until = scan.isStart ? before.settledUntil - LOOKBACK : before.settledUntil;
	const grown = ends.count - before.count;
	const kind =
		scan.isStart || before.scan ? 'whole' : kindOfScan(before, ends, rows.news(), mayHaveMissed);
	if (kind === 'full') readInFull(at, ends);
	const hasAllNews = () => kind === 'news' && !rows.hadNews() && rows.news() >= grown;
	const readPage = ends.isCounted ? list.readPage : withoutCount(list.readPage);
	const options: ScanOptions = {
		readPage,
		ends,
		visit: rows.visit,
		until,
		mayGoOn: () => kind !== 'none' && time.hasTime(SCAN_SHARE) && !hasAllNews(),
	};
	const isSorted = () => at.order !== 'unknown';
	const looksSorted = isSorted();
	const lacksNews = () => isSorted() && !scan.isStart && rows.news() + scan.found.length < grown;
	const checkOrder = async () => {
		// Until the check has succeeded, the order is not trusted.
		readInFull(at, ends);
		if (await isSortedBetween(readPage, ends, rows.visit)) Object.assign(at, positionAt(ends));
	};
	const scanAll = async () => {
		if (start !== undefined && isSorted()) await checkOrder();
		const scanFirst = scan.isStart ? scanBothWays : scanOn;
		if (!(await scanFirst(at, options))) return false;
		if (before.count < 0 || !lacksNews()) return true;
		// What the list shows late is further back.
		if (!(await scanOn(at, { ...options, until: before.forgottenUntil }))) return false;
		if (!lacksNews()) return true;
		// The list has grown elsewhere: it is not sorted as it looks.
		readInFull(at, ends);
		return await scanOn(at, options);
	};
	const { isComplete, failure } = await attempt(scanAll);
	const isPartial = !isComplete && (kind === 'none' || hasAllNews());
	if ((isComplete || isPartial) && failure === undefined)
		await attempt(async () => await readStatuses(before.pending, at, options, rows, time));

	const seenUntil = isSorted() ? until : -Infinity;
	const seesAll = isComplete && ends.isCounted && rows.listed.size >= at.count;
	return {
		state: afterListing(
			{ ...before, isUnsorted: before.isUnsorted || (looksSorted && !isSorted()) },
			{
				listed: [...rows.listed.values()],
				scan: isPartial ? undefined : at,
				isComplete,
				until: seenUntil,
				isFirst: start?.isFirst === true,
				now: list.now(),
			},
		),
		rows,
		isAbsent: (id) => seesAll && !rows.listed.has(id),
		failure,
	};
}

function freshScan(ends: ListEnds, now: number, start: Start | undefined): ScanInProgress {
	const settles = settledBehind(ends.newest, now);
	const isStart = start !== undefined;
	const carried = start?.carried ?? [];
	return {
		...positionAt(ends),
		began: ends.count,
		isStart,
		isLast: false,
		settles,
		found: [],
		carried,
	};
}

function awaitedIn(
	{ pending, unread }: PollingState,
	{ found, carried }: ScanInProgress,
): (id: string) => boolean {
	const ids = new Set([...pending, ...unread, ...found, ...carried].map(([id]) => id));
	return (id) => ids.has(id);
}
