import { hasEnded } from '../../api/extract';
import { forgetSettled } from './afterListing';
import type { KnownExtract, PendingEntry, PollingState, Sighting } from './state';
import { GONE_AFTER, LONGEST_WAIT, MAX_PENDING, MOST_MISSES, RECENT } from './state';

/** What a poll learned of the extracts that are not known to be over. */
export interface Reading {
	/** By ID. Extracts of which nothing was learned are not in it. */
	sightings: Map<string, Sighting>;
	/** Those that come from single reads, not from rows of the list. */
	singles: Map<string, Sighting>;
	/** Those that were read one by one, whatever came of it. */
	readIds: Set<string>;
	/** Whether the poll saw an extract in the list. */
	isListed(id: string): boolean;
	/** Whether the list certainly does not have an extract. */
	isAbsent(id: string): boolean;
	/** Whether the list was chosen in this very poll, so that whatever has ended had ended before. */
	isFirst: boolean;
	/** The server's time in milliseconds. */
	now: number;
}

/**
 * Of what was there at the activation, only what may have ended after it becomes pending. What could
 * not be read in time has ended long ago if it was created long ago. Only single reads count: a row may
 * be behind, and what was delivered under another filter is not to come again.
 */
export function judgeUnread(
	state: PollingState,
	{ singles, isListed, isFirst, now }: Reading,
): PollingState {
	const left: KnownExtract[] = [];
	const [known, pending] = [[...state.known], [...state.pending]];
	for (const extract of state.unread) {
		const [id, createdAt] = extract;
		const sighting = singles.get(id);
		const isRecent = createdAt > state.startedAt - RECENT;
		const mayEndLater = sighting === 'gone' ? isRecent : isRecent && !isFirst;
		if (sighting === undefined || (sighting === 'gone' && isListed(id))) left.push(extract);
		else if (isUnderWay(sighting) || mayEndLater) pending.push([id, createdAt, now, 0, 0]);
		else known.push(extract);
	}
	return forgetSettled({ ...state, known, pending, unread: left });
}

/**
 * The state after the poll. Extracts that were read go to the back, whatever the reads gave: none is
 * read twice before all others were read.
 *
 * @param done what is delivered, or has ended in a way that the user does not want
 */
export function afterReading(
	state: PollingState,
	reading: Reading,
	done: Set<string>,
): PollingState {
	const over: KnownExtract[] = [];
	const [unread, read]: [PendingEntry[], PendingEntry[]] = [[], []];
	for (const extract of state.pending) {
		const [id, createdAt] = extract;
		const wasRead = reading.readIds.has(id);
		const next = done.has(id) ? undefined : nextEntry(extract, reading, state.pending.length);
		if (next === undefined) over.push([id, createdAt]);
		else (wasRead ? read : unread).push(next);
	}
	return forgetSettled({
		...state,
		pending: [...unread, ...read],
		known: [...state.known, ...over],
	});
}

/** @returns undefined if it is not waited for any more */
function nextEntry(
	[id, createdAt, seenAt, misses, missingSince]: PendingEntry,
	{ sightings, readIds, isListed, isAbsent, now }: Reading,
	pendingAtOnce: number,
): PendingEntry | undefined {
	const sighting = sightings.get(id);
	if (sighting === 'gone' && !isListed(id)) {
		const since = misses === 0 ? now : missingSince;
		const isGone = misses >= MOST_MISSES && now - since >= GONE_AFTER;
		if (isGone || isAbsent(id)) return undefined;
		return [id, createdAt, seenAt, misses + 1, since];
	}
	const isTooLong = pendingAtOnce >= MAX_PENDING && now - seenAt > LONGEST_WAIT;
	if (isTooLong && readIds.has(id) && sighting !== undefined && isUnderWay(sighting))
		return undefined;
	return sighting === undefined
		? [id, createdAt, seenAt, misses, missingSince]
		: [id, createdAt, seenAt, 0, 0];
}

function isUnderWay(sighting: Sighting): boolean {
	return sighting === 'not ready' || (sighting !== 'gone' && !hasEnded(sighting));
}
