import { hasEnded } from '../../api/extract';
import { forgetSettled } from './afterListing';
import type { AwaitedExtract, DatedExtract, PollingState, Sighting } from './state';
import { awaited, GONE_AFTER, LONGEST_WAIT, MAX_PENDING, MOST_MISSES, RECENT } from './state';

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
export function judgeUnread(state: PollingState, reading: Reading): PollingState {
	const { singles, isFirst, now } = reading;
	const left: AwaitedExtract[] = [];
	const [known, pending] = [[...state.known], [...state.pending]];
	for (const extract of state.unread) {
		const [id, createdAt] = extract;
		const sighting = singles.get(id);
		const mayEndLater = createdAt > state.startedAt - RECENT && !isFirst;
		if (sighting === undefined) left.push(extract);
		else if (sighting === 'gone') {
			const denied = afterDenial(extract, reading);
			if (denied === undefined) known.push([id, createdAt]);
			else left.push(denied);
		} else if (isUnderWay(sighting) || mayEndLater) pending.push(awaited([id, createdAt], now));
		else known.push([id, createdAt]);
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
	const over: DatedExtract[] = [];
	const [unread, read]: [AwaitedExtract[], AwaitedExtract[]] = [[], []];
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
	extract: AwaitedExtract,
	reading: Reading,
	pendingAtOnce: number,
): AwaitedExtract | undefined {
	const [id, createdAt, seenAt] = extract;
	const sighting = reading.sightings.get(id);
	if (sighting === undefined) return extract;
	if (sighting === 'gone') return afterDenial(extract, reading);
	const isTooLong = pendingAtOnce >= MAX_PENDING && reading.now - seenAt > LONGEST_WAIT;
	if (isTooLong && reading.readIds.has(id) && isUnderWay(sighting)) return undefined;
	return awaited([id, createdAt], seenAt);
}

/** @returns undefined if it is gone: what Anesya denies may be there again in the next poll */
function afterDenial(
	[id, createdAt, seenAt, misses, missingSince]: AwaitedExtract,
	{ isListed, isAbsent, now }: Reading,
): AwaitedExtract | undefined {
	if (isListed(id)) return awaited([id, createdAt], seenAt);
	const since = misses === 0 ? now : missingSince;
	const isGone = misses >= MOST_MISSES && now - since >= GONE_AFTER;
	return isGone || isAbsent(id) ? undefined : [id, createdAt, seenAt, misses + 1, since];
}

function isUnderWay(sighting: Exclude<Sighting, 'gone'>): boolean {
	return sighting === 'not ready' || !hasEnded(sighting);
}
