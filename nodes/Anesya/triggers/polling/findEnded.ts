import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { namesOther } from '../../api/listExtracts';
import type { AnesyaApiError } from '../../transport/apiError';
import { afterReading, judgeUnread } from './afterReading';
import { oldestFirst } from './listedExtract';
import type { ListEnds } from './listEnds';
import { readEnds } from './listEnds';
import type { ListNews, ListPorts } from './listNews';
import { listNews } from './listNews';
import { readExtracts } from './readExtracts';
import type { AwaitedExtract, PollingState, Sighting } from './state';
import { awaited, rowsBefore } from './state';

/** The most extracts that one poll reads one by one. The others wait for the next polls. */
const MAX_READS = 1_000;

/** Pending extracts that are read although their row says that they are under way: a row may be behind. */
const READS_BESIDE_ROWS = 20;

/** Share of the poll's time until which extracts are read. */
const READ_SHARE = 0.9;

/** Characters of JSON that one poll delivers. */
const LARGEST_PORTION = 30_000_000;

/** What a poll found out. */
export interface PollResult {
	state: PollingState;
	/** What has ended, in order of creation. */
	ended: Extract[];
	/** A transient error because of which the poll got nowhere, or not all of the way. */
	failure: AnesyaApiError | undefined;
	/** Why what ended under the settings before a change could not be read, once it is given up. */
	refusal?: AnesyaApiError;
	/** Whether the list has no row. */
	isEmpty: boolean;
}

/**
 * Every later poll: finds the extracts that have ended since the last one.
 *
 * The order of the list is unknown, and so is what its rows carry. There is no filter by date or status
 * (documented), and an extract may take long. So new extracts are looked for by their time of creation
 * (listNews.ts) and become pending. A pending extract is taken from its row if the row has everything.
 * Otherwise it is read by itself. Once it has ended it is delivered, the oldest first, a limited number
 * in each poll.
 *
 * A state that is some polls old does no harm: what was not delivered since then is found again. n8n 1.x
 * saves the state only when the trigger starts the workflow.
 *
 * @param mayHaveMissed whether the last polls may be forgotten
 * @throws AnesyaApiError
 */
export async function findEnded(
	ports: ListPorts,
	before: PollingState,
	mayHaveMissed: boolean,
): Promise<PollResult> {
	const ends = await readEnds(ports.list.readPage, rowsBefore(before));
	const latest = mayHaveMissed ? withoutMissing(before) : before;
	const news = await listNews(ports, ends, latest, { mayHaveMissed });
	return (await deliver(ports, ends, news, false)).result;
}

/** What came of the pending extracts in a poll. */
export interface Delivery {
	result: PollResult;
	/** Those of which it is known now whether they have ended, without those that must wait for the next portion. */
	decided: Set<string>;
}

/** Reads what is pending, as far as the poll's time goes, and takes out what has ended. @throws AnesyaApiError */
export async function deliver(
	{ list, selection, time }: ListPorts,
	{ count }: Pick<ListEnds, 'count'>,
	{ state, rows, isAbsent, failure }: ListNews,
	isFirst: boolean,
): Promise<Delivery> {
	let size = 0;
	const isWanted = (extract: Extract) =>
		selection.isWanted(extract) && !namesOther(extract, list.filter.workflow);
	const keep = (extract: Extract) => {
		const kept = hasEnded(extract) && isWanted(extract) ? selection.keep(extract) : bare(extract);
		size += JSON.stringify(kept).length;
		return kept;
	};
	const mayGoOn = () => time.hasTime(READ_SHARE) && size < LARGEST_PORTION;
	const readings =
		failure === undefined
			? await readExtracts(list, idsToRead(state, rows.sightings, isFirst), keep, mayGoOn)
			: { sightings: new Map<string, Sighting>(), readIds: new Set<string>(), failure };

	// What the list shows is not gone.
	const read = [...readings.sightings].filter(
		([id, sighting]) => sighting !== 'gone' || !rows.sightings.has(id),
	);
	const sightings = new Map([...rows.sightings, ...read]);
	const reading = {
		sightings,
		singles: readings.sightings,
		readIds: readings.readIds,
		isListed: (id: string) => rows.listed.has(id),
		isAbsent,
		isFirst,
		now: list.now(),
	};
	const judged = judgeUnread(state, reading);
	const ended = inOrder(judged.pending)
		.flatMap(([id]) => sightings.get(id) ?? [])
		.filter((sighting) => typeof sighting !== 'string')
		.filter(hasEnded);
	const allWanted = ended.filter(isWanted);
	const wanted = portionOf(allWanted, selection.portion);
	const over = selection.isFinal ? ended.filter((extract) => !isWanted(extract)) : [];
	const done = new Set([...wanted, ...over].map(({ id }) => id));
	const answered = [...read].filter(([, sighting]) => sighting !== 'gone').map(([id]) => id);
	const decided = new Set([...answered, ...ended.map(({ id }) => id)]);
	for (const { id } of allWanted) if (!done.has(id)) decided.delete(id);
	return {
		result: {
			state: afterReading(judged, reading, done),
			ended: wanted,
			failure: readings.failure,
			isEmpty: count === 0,
		},
		decided,
	};
}

/**
 * What is to be read one by one. Those that have ended come first, in their order of creation; then those
 * that were not read for the longest time. The first poll reads all that was there.
 */
export function idsToRead(
	{ pending, unread }: PollingState,
	fromRows: Map<string, Sighting>,
	isFirst = false,
): string[] {
	const underWay = pending.filter(([id]) => {
		const sighting = fromRows.get(id);
		return sighting !== undefined && typeof sighting !== 'string' && !hasEnded(sighting);
	});
	const unseen = pending.filter(([id]) => !fromRows.has(id));
	const ids = [...unseen.slice(0, MAX_READS), ...underWay.slice(0, READS_BESIDE_ROWS)];
	const newestUnread = unread.toSorted(([, a], [, b]) => b - a);
	const left = isFirst ? unread.length : Math.max(0, MAX_READS - ids.length);
	return [...ids, ...newestUnread.slice(0, left)].map(([id]) => id);
}

/** What Anesya did not know before a restart, it may have shown since. */
function withoutMissing(state: PollingState): PollingState {
	const forget = ([id, createdAt, seenAt]: AwaitedExtract) => awaited([id, createdAt], seenAt);
	return { ...state, pending: state.pending.map(forget), unread: state.unread.map(forget) };
}

function inOrder(pending: AwaitedExtract[]): AwaitedExtract[] {
	return pending.toSorted(([id, createdAt], [otherId, other]) =>
		oldestFirst({ id, createdAt }, { id: otherId, createdAt: other }),
	);
}

/** As many as one poll delivers, and at least one. The others stay pending until the next poll. */
function portionOf(wanted: Extract[], most: number): Extract[] {
	let size = 0;
	const fits = (extract: Extract) => (size += JSON.stringify(extract).length) < LARGEST_PORTION;
	return wanted.slice(0, most).filter((extract, index) => fits(extract) || index === 0);
}

function bare({ id, status, workflow }: Extract): Extract {
	return { id, status, workflow };
}
