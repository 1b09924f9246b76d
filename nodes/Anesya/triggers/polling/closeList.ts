import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { AnesyaApiError } from '../../transport/apiError';
import { isRefusal } from './attempt';
import { deliver } from './findEnded';
import { readEnds } from './listEnds';
import type { ListNews, ListPorts } from './listNews';
import { listNews } from './listNews';
import { createSeenRows } from './seenRows';
import { CLOCK_ACCURACY } from './startPolling';
import type { AwaitedExtract, PollingState } from './state';
import { rowsBefore } from './state';

/** Share of the poll's time until which extracts are read: the rest is for the list that was chosen. */
const CLOSING_SHARE = 0.5;

/** Polls in a row without progress after which what is left is given up, if Anesya can be reached. */
const MOST_VAIN = 5;

/** How often Anesya denies an extract until nobody waits for it before the new settings begin. */
const MOST_DENIALS = 3;

/** What the settings before still had to deliver. */
export interface Closed {
	/** With what is still under way, or is not wanted by these settings, as pending. */
	state: PollingState;
	ended: Extract[];
	failure: AnesyaApiError | undefined;
	/** Whether that is all. */
	isOver: boolean;
	/** Why it is over, although not all could be read. */
	refusal?: AnesyaApiError;
}

/** What is to be known of a change. */
export interface ClosingPorts {
	/** When it was: milliseconds since 1970, by the server's clock. Asked for once Anesya has responded. */
	changedAt(): number;
	/** @throws AnesyaApiError if Anesya is away, whatever list is asked for */
	reach(): Promise<unknown>;
}

/**
 * Ends the settings before a change: their list is read once more, and then each extract that was pending
 * by then, once. What has ended is delivered by these settings, unless it was created after the change:
 * whether it ended before cannot be told. In general, all of that fits into one poll.
 *
 * @param ports with the list and the selection of these settings
 * @throws AnesyaApiError if Anesya is away
 */
export async function closeList(
	ports: ListPorts,
	before: PollingState,
	{ changedAt, reach }: ClosingPorts,
): Promise<Closed> {
	const closed = await closeOn(ports, before, changedAt).catch((thrown: unknown) =>
		unread(before, thrown),
	);
	const { state, failure, isOver } = closed;
	const hasMoved =
		state.scan?.row !== before.scan?.row ||
		state.closing?.left?.length !== before.closing?.left?.length;
	// Only polls in a row count.
	if (hasMoved) return { ...closed, state: { ...state, closing: { ...state.closing, vain: 0 } } };
	if (isOver || failure === undefined) return closed;

	await reach();
	const vain = (before.closing?.vain ?? 0) + 1;
	const isGivenUp = vain >= MOST_VAIN;
	return {
		...closed,
		state: { ...state, closing: { ...state.closing, vain } },
		isOver: isGivenUp,
		refusal: isGivenUp ? failure : undefined,
	};
}

/** @throws what says that no list at all can be read */
function unread(state: PollingState, thrown: unknown): Closed {
	if (!(thrown instanceof AnesyaApiError) || thrown.status === 401) throw thrown;
	return { state, ended: [], failure: thrown, isOver: false };
}

async function closeOn(
	ports: ListPorts,
	before: PollingState,
	changedAt: () => number,
): Promise<Closed> {
	const { news, isWhole, refusal } = await lastNews(ports, before);
	if (!isWhole) return { state: news.state, ended: [], failure: news.failure, isOver: false };

	const { pending, unread: unreadYet } = news.state;
	const latest = changedAt() + CLOCK_ACCURACY;
	const mayHaveEnded = [...pending, ...unreadYet].filter(([, createdAt]) => createdAt <= latest);
	const left = new Set(before.closing?.left ?? idsOf(mayHaveEnded));
	const open = { ...news.state, pending: pending.filter(([id]) => left.has(id)) };
	const { list, selection, time } = ports;
	const halfTime = { ...time, hasTime: (share: number) => time.hasTime(share * CLOSING_SHARE) };
	const { result, decided } = await deliver(
		{ list, selection, time: halfTime },
		{ count: 0 },
		{ ...news, state: open },
		false,
	);

	const { state, ended, failure } = result;
	const stillLeft = [...state.pending, ...state.unread].filter(
		([id, , , misses]) => left.has(id) && !decided.has(id) && misses < MOST_DENIALS,
	);
	const answered = pending.filter(([id]) => !left.has(id));
	return {
		state: {
			...state,
			pending: [...state.pending, ...answered],
			closing: { left: idsOf(stillLeft), vain: 0 },
		},
		ended,
		failure,
		isOver: stillLeft.length === 0 || (refusal !== undefined && failure === undefined),
		refusal,
	};
}

/** What the list said when it was read for the last time. */
interface LastNews {
	news: ListNews;
	/** Whether that is all. */
	isWhole: boolean;
	refusal?: AnesyaApiError;
}

async function lastNews(ports: ListPorts, state: PollingState): Promise<LastNews> {
	const nothing = nothingNew(ports, state);
	if (state.closing?.left !== undefined) return { news: nothing, isWhole: true };
	return await readOnceMore(ports, state).catch((thrown: unknown) => {
		// What is pending may still be there.
		if (isRefusal(thrown)) return { news: nothing, isWhole: true, refusal: thrown };
		throw thrown;
	});
}

function nothingNew({ list, selection }: ListPorts, state: PollingState): ListNews {
	const never = () => false;
	return {
		state: { ...state, scan: undefined },
		rows: createSeenRows(selection, never, never, list.filter.workflow),
		isAbsent: never,
		failure: undefined,
	};
}

async function readOnceMore(ports: ListPorts, before: PollingState): Promise<LastNews> {
	const ends = await readEnds(ports.list.readPage, rowsBefore(before));
	const news = await listNews(ports, ends, before, { mayHaveMissed: true });
	// A row that says that its extract is under way may be behind: that is read.
	for (const [id, sighting] of news.rows.sightings)
		if (typeof sighting === 'string' || !hasEnded(sighting)) news.rows.sightings.delete(id);
	// A scan that began before the choice has passed what came until then. What comes during the one after
	// it is looked for in the list that was chosen, so that the list before may grow with each poll.
	const isLast = before.scan === undefined || before.scan.isLast;
	const scan = news.state.scan && { ...news.state.scan, isLast };
	const state = { ...news.state, scan };
	return { news: { ...news, state }, isWhole: isLast && scan === undefined };
}

function idsOf(entries: AwaitedExtract[]): string[] {
	return entries.map(([id]) => id);
}
