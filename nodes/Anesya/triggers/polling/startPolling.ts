import type { PollResult } from './findEnded';
import { deliver } from './findEnded';
import { choiceOf } from './listChanges';
import type { ListEnds } from './listEnds';
import { readEnds } from './listEnds';
import type { ListNews, ListPorts } from './listNews';
import { listNews } from './listNews';
import type { AwaitedExtract, PollingState } from './state';
import { initialState, RECENT } from './state';

/** Milliseconds by which Anesya's time, told in whole seconds after some latency, may be behind. */
export const CLOCK_ACCURACY = 5_000;

/** Milliseconds that processing a document takes at least. */
const SHORTEST_PROCESSING = 2_000;

/** Which list a start comes after, and from when on it counts. */
export interface StartAfter {
	/** The state of the list before. What was pending there and is in this list, too, stays so. */
	previous: PollingState;
	/** When the list was chosen, by the server's clock in milliseconds. */
	since: number;
	/** Whether it was chosen in this poll. */
	isNew: boolean;
}

/**
 * The first poll of a list: deliveries start from now, or from when the list was chosen. Of the extracts
 * that exist by then, only those that are still under way will be delivered.
 *
 * @throws AnesyaApiError
 */
export async function startPolling(ports: ListPorts, after?: StartAfter): Promise<PollResult> {
	const { ends, news } = await beginList(ports, after);
	const { result } = await deliver(ports, ends, news, after?.isNew ?? true);
	// By Anesya's clock, an extract may seem to be newer than the activation. If it has ended, it is not.
	const isPast = after === undefined && ports.time.elapsed() < SHORTEST_PROCESSING;
	return isPast ? { ...result, ended: [] } : result;
}

/** Reads a list for the first time, as far as the poll's time goes. @throws AnesyaApiError */
export async function beginList(
	ports: ListPorts,
	after?: StartAfter,
): Promise<{ ends: ListEnds; news: ListNews }> {
	const { list, selection, time } = ports;
	const ends = await readEnds(list.readPage);
	// What the list before has settled is past, whatever the clock says.
	const now = Math.max(list.now(), after?.previous.settledUntil ?? 0);
	// An extract that is newer than now shows that the clock is wrong: then, all that exists counts as old.
	const begunAt = ends.newest <= now + CLOCK_ACCURACY ? now - time.elapsed() : undefined;
	const initial = initialState(
		choiceOf(list, selection),
		ends.newest,
		now,
		after?.since ?? begunAt,
	);
	const { known = [], revision = '' } = after?.previous ?? {};
	const carried = after === undefined ? [] : carriedFrom(after.previous);
	const start = { carried, isFirst: after?.isNew ?? true };
	const state = { ...initial, known, revision };
	return { ends, news: await listNews(ports, ends, state, { start, mayHaveMissed: false }) };
}

/** What was not read since the list before was chosen may have ended after that. */
function carriedFrom({ pending, unread, startedAt }: PollingState): AwaitedExtract[] {
	const recent = unread.filter(([, createdAt]) => createdAt > startedAt - RECENT);
	return [...pending, ...recent];
}
