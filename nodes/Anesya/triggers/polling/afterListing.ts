import { oldestFirst } from './listedExtract';
import type {
	AwaitedExtract,
	DatedExtract,
	ListedStatus,
	PollingState,
	ScanInProgress,
} from './state';
import { awaited, LOOKBACK, MAX_KNOWN, MAX_PENDING, RECENT } from './state';

/** What a poll did with the list. */
export interface Listing {
	/** Each extract that it saw, once. */
	listed: ListedStatus[];
	/** The scan that it began or continued; undefined if nothing called for one. */
	scan: ScanInProgress | undefined;
	isComplete: boolean;
	/** A complete scan has seen everything that was created after this time, but not what is older. */
	until: number;
	/** Whether the list was chosen in this very poll, so that whatever has ended had ended before. */
	isFirst: boolean;
	/** The server's time in milliseconds. */
	now: number;
}

/** Tells which extracts of the list are new. Make it once for many: it indexes all that is known. */
export function newsFilter(
	state: PollingState,
	scan = state.scan,
): (extract: ListedStatus) => boolean {
	const entries = [...state.known, ...state.pending, ...state.unread, ...(scan?.found ?? [])];
	const ids = new Set(entries.map(([id]) => id));
	return ({ id, createdAt }) =>
		!ids.has(id) && (createdAt > state.forgottenUntil || scan?.isStart === true);
}

/** The state after the list was read, or a part of it. */
export function afterListing(before: PollingState, listing: Listing): PollingState {
	const fresh = listing.listed.filter(newsFilter(before, listing.scan));
	const { state, news, carried } = judgeAtStart(before, fresh, listing);
	if (listing.scan === undefined) {
		const added = makePending(state, news, listing.now);
		// What found no room must be looked for again, so the next poll must not find the list unchanged.
		const count = added.firstLeft === undefined ? state.count : -1;
		return { ...added.state, count, partialScans: state.partialScans + 1 };
	}
	const scan = { ...listing.scan, found: [...listing.scan.found, ...news], carried };
	return listing.isComplete ? completeScan(state, scan, listing) : { ...state, scan };
}

/**
 * Of what was there at the activation, only what may have ended afterwards is new.
 *
 * @returns the new ones, and those of `carried` that were not seen
 */
function judgeAtStart(
	before: PollingState,
	fresh: ListedStatus[],
	{ scan, isFirst, now }: Listing,
): { state: PollingState; news: DatedExtract[]; carried: AwaitedExtract[] } {
	if (scan?.isStart !== true) return { state: before, news: fresh.map(toKnown), carried: [] };
	const { startedAt, settledUntil } = before;
	const carried = new Map(scan.carried.map((extract) => [extract[0], extract]));
	const news: DatedExtract[] = [];
	const [known, pending, unread] = [[...before.known], [...before.pending], [...before.unread]];
	for (const extract of fresh) {
		const { id, createdAt, status } = extract;
		const wasPending = carried.get(id);
		const mayBeUnderWay = status === undefined ? createdAt > startedAt - LOOKBACK : !isOver(status);
		const mayHaveEndedLater = !isFirst && status !== undefined && createdAt > startedAt - RECENT;
		if (wasPending !== undefined) pending.push(wasPending);
		else if (createdAt > startedAt) news.push(toKnown(extract));
		// A row may be behind, so what seems to be under way is read by itself.
		else if (mayBeUnderWay) unread.push(awaited(toKnown(extract), now));
		else if (mayHaveEndedLater) news.push(toKnown(extract));
		else if (createdAt > settledUntil - RECENT) known.push(toKnown(extract));
	}
	for (const { id } of fresh) carried.delete(id);
	return { state: { ...before, known, pending, unread }, news, carried: [...carried.values()] };
}

/**
 * Makes new extracts pending, the oldest first, as far as there is room.
 *
 * @returns also the time of creation of the first one that has to wait for a later poll
 */
function makePending(
	state: PollingState,
	found: DatedExtract[],
	now: number,
): { state: PollingState; firstLeft: number | undefined } {
	const sorted = found.toSorted(([id, createdAt], [otherId, other]) =>
		oldestFirst({ id, createdAt }, { id: otherId, createdAt: other }),
	);
	const room = Math.max(0, MAX_PENDING - state.pending.length);
	const added = sorted.slice(0, room).map((extract) => awaited(extract, now));
	return {
		state: { ...state, pending: [...state.pending, ...added] },
		firstLeft: sorted.at(room)?.[1],
	};
}

function completeScan(
	before: PollingState,
	{ found, settles, carried, began }: ScanInProgress,
	{ until, now }: Listing,
): PollingState {
	const { state, firstLeft } = makePending(before, found, now);
	const limit = (firstLeft ?? Infinity) - 1;
	return forgetSettled({
		...state,
		pending: [...state.pending, ...carried.filter(([, createdAt]) => createdAt <= until)],
		settledUntil: Math.max(state.settledUntil, Math.min(state.settlesNext, limit)),
		settlesNext: Math.min(Math.max(state.settlesNext, settles), limit),
		count: firstLeft === undefined ? began : -1,
		partialScans: 0,
		scan: undefined,
	});
}

/**
 * Forgets the IDs that `settledUntil` covers, except recent ones: the list may show others of that time
 * late, and after a change of the filter, these extracts are looked at again. When there are too many
 * IDs, the oldest ones are forgotten early.
 */
export function forgetSettled(state: PollingState): PollingState {
	const known = state.known.toSorted(([, a], [, b]) => a - b).slice(-MAX_KNOWN);
	const isCut = known.length < state.known.length;
	const cutAt = isCut ? (known[0]?.[1] ?? 0) : 0;
	const settledUntil = Math.max(state.settledUntil, cutAt);
	const keptFrom = Math.min(settledUntil, ...state.changes.map(({ at }) => at)) - RECENT;
	const forgottenUntil = Math.max(state.forgottenUntil, keptFrom, cutAt);
	const kept = known.filter(([, time]) => time > keptFrom);
	return { ...state, settledUntil, forgottenUntil, known: kept };
}

function isOver(status: string): boolean {
	return status === 'FINISHED' || status === 'ERROR';
}

function toKnown({ id, createdAt }: ListedStatus): DatedExtract {
	return [id, createdAt];
}
