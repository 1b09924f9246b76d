import type { Extract } from '../../api/extract';
import type { ListedExtract } from './listedExtract';
import type { ScanPosition } from './scan';
import type { Trouble } from './trouble';

/** Milliseconds within which an extract usually appears in the list after its creation. */
export const LATENESS = 10 * 60_000;

/** Milliseconds before the activation. An extract created earlier counts as over, unless its row says otherwise. */
export const LOOKBACK = 24 * 3_600_000;

/** Milliseconds before the activation. An extract created later that could not be read in time may have ended after it. */
export const RECENT = 3_600_000;

/** Milliseconds from its first sighting for which an extract is waited for when there are too many. */
export const LONGEST_WAIT = 7 * 24 * 3_600_000;

/** How often in a row, and for how many milliseconds, Anesya must deny an extract until it counts as gone. */
export const MOST_MISSES = 5;
export const GONE_AFTER = 3_600_000;

/** The most extracts that are pending at once. Others stay in the list until there is room. */
export const MAX_PENDING = 20_000;

/** The most IDs in `known`: enough for some ten thousand extracts an hour. */
export const MAX_KNOWN = 50_000;

/** The most changes of the list that can wait for a poll. When there are more, the earliest are dropped. */
export const MAX_CHANGES = 10;

/** An extract's ID and its time of creation, in milliseconds since 1970 by the server's clock. */
export type DatedExtract = [id: string, createdAt: number];

/** Pending or unread: also when it was first seen, and how often in a row and since when Anesya has denied it. */
export type AwaitedExtract = [
	id: string,
	createdAt: number,
	seenAt: number,
	misses: number,
	missingSince: number,
];

/** A scan of the list that has not seen all of it yet. */
export interface ScanInProgress extends ScanPosition {
	/** Rows of the list when it began: what came later may be where it has been. */
	began: number;
	/** Whether it looks for what is under way at the activation. */
	isStart: boolean;
	/** Whether it is the last one before another list is polled. */
	isLast: boolean;
	/** What `settledUntil` may become after it; see there. */
	settles: number;
	/** New extracts that it saw. They become pending together, in their order of creation. */
	found: DatedExtract[];
	/** Pending under the filter before: those that the scan sees stay so. */
	carried: AwaitedExtract[];
}

/** What the user has chosen instead of the settings before. */
export interface ListChange {
	account: string;
	filter: string;
	/** The statuses that start the workflow. */
	triggerOn: string;
	/** From when on what ends is to be delivered: milliseconds since 1970, by the server's clock as far as it is known. */
	at: number;
}

/** The settings before are about to end: see closeList.ts. */
export interface Closing {
	/** Extracts that may have ended under them: they were not read since. Undefined until its list was read once more. */
	left?: string[];
	/** Polls in a row that got no further although Anesya could be reached. */
	vain: number;
}

/**
 * What the trigger keeps between two polls, and n8n across restarts. What is known about extracts is
 * changed in two places only: afterListing.ts, by what the list shows, and afterReading.ts, by what is
 * known of each pending extract then, and by deliveries.
 *
 * Each extract that ends after the activation is delivered once, because at any time exactly one of
 * these is true of it:
 *
 * - It is *pending*: under way, or not known to be over. It leaves `pending` when it is delivered, when
 *   it has ended in a way that the user does not want, or when it is gone: Anesya says so for
 *   GONE_AFTER, or neither its list nor a single read shows it. Not knowing is no reason. Only if
 *   there are more than MAX_PENDING, those leave that are still under way LONGEST_WAIT after they were
 *   first seen, right after they were read.
 * - It is *unread*: it was there at the activation, its row did not say that it was over, and it was not
 *   read yet. The first read makes it pending or over; if Anesya denies it, it is over once it is gone.
 * - It is *over*, which is remembered in one of two ways: it was created up to `forgottenUntil`, or its
 *   ID is in `known`, which keeps those of RECENT before `settledUntil`.
 * - It is *new*: in `found` of a scan, or still to be seen. Of these, no scan may have missed one that
 *   the list showed and that was created up to `settledUntil`; the list may show it as late as RECENT after
 *   that.
 *
 * So `settledUntil` never goes back, and a scan moves it on only when it has seen all of its target,
 * and then only to where the scan before would have: a row that one scan missed, because the list
 * changed, is seen by the next. It stays LATENESS behind the newest extract, and behind what is not
 * pending yet for want of room.
 *
 * All this is about one list, and one choice of what starts the workflow. When the user changes them, the
 * time counts from which extracts are to come by the new ones, not the time at which Anesya is reached
 * again: so the choice is kept in `changes`, until what had ended by then is delivered by the settings
 * before (`closing`), and the new ones become those of this state.
 */
export interface PollingState {
	/** The list that was polled. */
	account: string;
	filter: string;
	/** The statuses that start the workflow. */
	triggerOn: string;
	/** Changes with each delivery. */
	revision: string;
	/** Milliseconds since 1970, by the server's clock. What the list showed of those created up to then is known. */
	settledUntil: number;
	/** Of what was created up to then, IDs are forgotten: it is over unless it is pending. Not after `settledUntil`. */
	forgottenUntil: number;
	/** What the next complete scan moves `settledUntil` to. */
	settlesNext: number;
	/** When the activation was, as far as it concerns times of creation. */
	startedAt: number;
	/** In the order of the user's choices; the last one is what the user wants now. */
	changes: ListChange[];
	closing?: Closing;
	known: DatedExtract[];
	/** In the order in which they are read one by one. */
	pending: AwaitedExtract[];
	unread: AwaitedExtract[];
	/** Rows of the list when the last complete scan began. */
	count: number;
	/** Polls since then. */
	partialScans: number;
	/** Whether the list has turned out not to be sorted by creation, although it looks so. */
	isUnsorted: boolean;
	scan?: ScanInProgress;
	trouble?: Trouble;
}

/** What a row of the list, or a single read, says about an extract. */
export type Sighting = Extract | 'not ready' | 'gone';

/** An extract in the list, and what its row says about its status, if anything. */
export interface ListedStatus extends Pick<ListedExtract, 'id' | 'createdAt'> {
	status?: string;
}

/**
 * The state before the first poll of a list.
 *
 * @param newest when its newest extract was created
 * @param now the server's time in milliseconds
 * @param since when the list was chosen; undefined if the clock is not to be trusted
 */
export function initialState(
	{ account, filter, triggerOn }: Omit<ListChange, 'at'>,
	newest: number,
	now: number,
	since?: number,
): PollingState {
	const settledUntil = settledBehind(newest, Math.min(since ?? now, now));
	return {
		account,
		filter,
		triggerOn,
		revision: '',
		settledUntil,
		forgottenUntil: settledUntil,
		settlesNext: settledUntil,
		startedAt: since === undefined ? Math.max(newest, now) : Math.min(since, now),
		changes: [],
		known: [],
		pending: [],
		unread: [],
		count: 0,
		partialScans: 0,
		isUnsorted: false,
	};
}

/** Rows of the list when it was last read, or fewer: a scan that takes several polls must not look for the end in each. */
export function rowsBefore({ count, scan }: PollingState): number {
	return Math.max(count, scan?.count ?? 0);
}

/** An extract from its first sighting on. @param now the server's time in milliseconds */
export function awaited([id, createdAt]: DatedExtract, now: number): AwaitedExtract {
	return [id, createdAt, now, 0, 0];
}

/** LATENESS before the newest extract, or before now: a date in the future must not settle what is yet to come. */
export function settledBehind(newest: number, now: number): number {
	return Math.max(0, Math.min(newest, now) - LATENESS);
}
