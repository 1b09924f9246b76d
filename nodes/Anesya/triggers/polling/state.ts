import { hasEnded } from '../../api/extract';
import type { ListedExtract } from './listedExtract';
import { oldestFirst } from './listedExtract';
import type { ReadResult } from './readExtracts';
import type { ListScan } from './scanList';

/** Milliseconds within which an extract may first appear in the list after its creation. */
export const LATENESS = 10 * 60_000;

/** Extracts pending at once. Further ones stay in the list until there is room. */
export const MAX_PENDING = 1_000;

/** IDs in `known`. Older extracts are recognised by their time of creation. */
export const MAX_KNOWN = 2_000;

/** Milliseconds after its creation for which an extract can be pending. */
export const LONGEST_WAIT = 7 * 24 * 3_600_000;

/** Scans in a row that may miss part of a list in unknown order while its length stays the same. */
const MAX_PARTIAL_SCANS = 10;

/** An extract's ID and its time of creation, in milliseconds since 1970 by the server's clock. */
export type KnownExtract = [id: string, createdAt: number];

/**
 * What the trigger keeps between two polls, and n8n across restarts. Only this file changes it.
 *
 * `settledUntil`, `known` and `pending` together guarantee that each extract is delivered once:
 *
 * - Of all extracts created up to `settledUntil`, only those in `pending` are still to be delivered.
 *   `settledUntil` never goes back. It stays behind what a scan may have missed, behind what is not
 *   pending yet for want of room, and LATENESS behind the newest extract.
 * - An extract created later is new if neither `known` nor `pending` holds its ID. It enters both at
 *   once, and stays in `known` after it has left `pending`, until `settledUntil` passes its creation.
 *   If there are more than MAX_KNOWN of them, `settledUntil` passes the oldest ones early.
 * - An extract leaves `pending` when it has ended or is gone, or after LONGEST_WAIT. It never returns.
 */
export interface PollingState {
	/** The key of the polled list. The state says nothing about another one. */
	list: string;
	/** Milliseconds since 1970, by the server's clock. */
	settledUntil: number;
	/** Oldest first. */
	known: KnownExtract[];
	/** In the order in which they are read one by one. */
	pending: KnownExtract[];
	/** Rows of the list at the last scan that covered its target. */
	count: number;
	/** Scans since then. */
	partialScans: number;
}

/**
 * The state after the first poll. Deliveries start from now: of the extracts that exist, only those
 * under way become pending.
 *
 * @param latest what is known of the listed extracts, by ID
 * @param now the server's time in milliseconds
 */
export function initialState(
	list: string,
	{ extracts, count }: ListScan,
	latest: Map<string, ReadResult>,
	now: number,
): PollingState {
	const known = extracts.toSorted(oldestFirst).map(toKnown);
	const isKnownToBeUnderWay = ([id]: KnownExtract) => {
		const result = latest.get(id);
		return result !== undefined && isUnderWay(result);
	};
	return forgetSettled({
		list,
		settledUntil: settledBehind(extracts, now),
		known,
		pending: known.filter(isKnownToBeUnderWay).slice(-MAX_PENDING),
		count,
		partialScans: 0,
	});
}

/** Whether to read all of a list in unknown order: its length has changed, or the last time is long ago. */
export function isFullScanDue({ count, partialScans }: PollingState, newCount: number): boolean {
	return newCount !== count || partialScans >= MAX_PARTIAL_SCANS;
}

/**
 * Makes the new extracts of a scan pending, the oldest first, up to MAX_PENDING.
 *
 * @param now the server's time in milliseconds
 */
export function addNew(
	state: PollingState,
	{ extracts, coversTarget, count }: ListScan,
	now: number,
): PollingState {
	const ids = new Set([...state.known, ...state.pending].map(([id]) => id));
	const found = extracts
		.filter(({ id, createdAt }) => createdAt > state.settledUntil && !ids.has(id))
		.sort(oldestFirst);
	const added = found.slice(0, Math.max(0, MAX_PENDING - state.pending.length)).map(toKnown);

	const hasAddedAll = added.length === found.length;
	const settled = hasAddedAll ? settledBehind(extracts, now) : (added.at(-1)?.[1] ?? 0) - 1;
	return forgetSettled({
		...state,
		settledUntil: coversTarget ? Math.max(state.settledUntil, settled) : state.settledUntil,
		known: [...state.known, ...added],
		pending: [...state.pending, ...added],
		count: coversTarget ? count : state.count,
		partialScans: coversTarget ? 0 : state.partialScans + 1,
	});
}

/**
 * Removes from `pending` what has ended, is gone, or has been pending for too long. Extracts that were
 * read go to the back, whatever the reads gave: none is read twice before all others were read.
 *
 * @param latest what is known of the pending extracts, by ID
 * @param readIds the extracts that were read one by one
 * @param now the server's time in milliseconds
 */
export function removeEnded(
	state: PollingState,
	latest: Map<string, ReadResult>,
	readIds: string[],
	now: number,
): PollingState {
	const left = state.pending.filter(([id, createdAt]) => {
		const result = latest.get(id);
		return createdAt > now - LONGEST_WAIT && (result === undefined || isUnderWay(result));
	});
	const read = new Set(readIds);
	const wasRead = ([id]: KnownExtract) => read.has(id);
	return {
		...state,
		pending: [...left.filter((extract) => !wasRead(extract)), ...left.filter(wasRead)],
	};
}

/** Forgets the IDs that `settledUntil` covers. Of too many IDs, the oldest ones settle early. */
function forgetSettled(state: PollingState): PollingState {
	const known = state.known.toSorted(([, a], [, b]) => a - b);
	const settledUntil = Math.max(state.settledUntil, known.at(-MAX_KNOWN - 1)?.[1] ?? 0);
	return { ...state, settledUntil, known: known.filter(([, time]) => time > settledUntil) };
}

/** LATENESS before the newest extract, or before now: a date in the future must not settle what is yet to come. */
function settledBehind(extracts: ListedExtract[], now: number): number {
	const newest = Math.max(0, ...extracts.map(({ createdAt }) => createdAt));
	return Math.max(0, Math.min(newest, now) - LATENESS);
}

function isUnderWay(result: ReadResult): boolean {
	return result !== 'gone' && !hasEnded(result);
}

function toKnown({ id, createdAt }: ListedExtract): KnownExtract {
	return [id, createdAt];
}
