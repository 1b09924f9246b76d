import type { ExtractFilter } from '../../api/listExtracts';
import { isRecord, parseJson } from '../../guards/json';
import { AnesyaApiError } from '../../transport/apiError';
import type { PollResult } from './findEnded';
import { findEnded } from './findEnded';
import { withAccount, withLastAt } from './listChanges';
import { readEnds } from './listEnds';
import type { ListPorts } from './listNews';
import { listNews } from './listNews';
import type { PolledList } from './polledList';
import { beginList, startPolling } from './startPolling';
import type { PollingState } from './state';

/**
 * A poll while the list of the state is not the one that the user wants. Deliveries of another list start
 * from the time of the choice; but what the list before had to deliver until then, and this list has as
 * well, is still delivered. So the list before is read to its end first, and then each that was chosen.
 * A credential may be of another account: it is taken for the same if it shows an extract that is known.
 *
 * @param state its `changes` are not empty
 * @param isNew whether the user's choice was noted in this poll
 * @param open opens the list with another filter
 * @throws AnesyaApiError
 */
export async function pollChangedList(
	ports: ListPorts,
	state: PollingState,
	isNew: boolean,
	open: (filter: ExtractFilter) => PolledList,
): Promise<PollResult> {
	const { list } = ports;
	const earlier = { ...ports, list: open(filterFrom(state.filter)) };
	const isSameAccount =
		state.account === list.account || (await refusedAs(false, showsKnown(earlier.list, state)));
	const taken = isSameAccount ? withAccount(state, list.account) : withoutExtracts(state);
	if (taken.changes.length === 0) return await findEnded(ports, taken, true);

	const refused = { state: { ...taken, scan: undefined }, sawAll: true, failure: undefined };
	const last = isSameAccount ? await refusedAs(refused, lastNews(earlier, taken)) : refused;
	// By now, the time of the server is known.
	const changes = isNew ? withLastAt(taken, list.now() - ports.time.elapsed()) : taken.changes;
	const [next, ...later] = changes;
	if (next === undefined || !last.sawAll)
		return nothingYet({ ...last.state, changes }, last.failure);
	const after = { previous: last.state, since: next.at, isNew };
	if (later.length === 0) return await startPolling(ports, after);
	const between = { ...ports, list: open(filterFrom(next.filter)) };
	const begun = await refusedAs(undefined, beginList(between, { ...after, isNew: false }));
	return nothingYet({ ...(begun?.news.state ?? last.state), changes: later }, begun?.news.failure);
}

function nothingYet(state: PollingState, failure: AnesyaApiError | undefined): PollResult {
	return { state, ended: [], failure, isEmpty: false };
}

/** The state of an account about which nothing is known. */
function withoutExtracts(state: PollingState): PollingState {
	return { ...state, known: [], pending: [], unread: [], scan: undefined };
}

async function showsKnown(
	{ readPage }: PolledList,
	{ known, pending, unread }: PollingState,
): Promise<boolean> {
	const { first, last } = await readEnds(readPage);
	const ids = new Set([...known, ...pending, ...unread].map(([id]) => id));
	return [...first, ...last].some(({ id }) => ids.has(id));
}

/** @returns the state with what is new in the list before, and whether that is all */
async function lastNews(
	ports: ListPorts,
	state: PollingState,
): Promise<{ state: PollingState; sawAll: boolean; failure: AnesyaApiError | undefined }> {
	const ends = await readEnds(ports.list.readPage, state.count);
	const { state: after, failure } = await listNews(ports, ends, state, { mayHaveMissed: true });
	// A scan that began before the choice has passed what came until then. What comes during the one after
	// it is looked for in the list that was chosen, so that the list before may grow with each poll.
	const isLast = state.scan === undefined || state.scan.isLast;
	const scan = after.scan && { ...after.scan, isLast };
	return { state: { ...after, scan }, sawAll: isLast && scan === undefined, failure };
}

/** A filter that Anesya refuses has nothing to say. */
async function refusedAs<Result>(otherwise: Result, reading: Promise<Result>): Promise<Result> {
	return await reading.catch((thrown: unknown) => {
		if (thrown instanceof AnesyaApiError && (thrown.status === 400 || thrown.status === 404))
			return otherwise;
		throw thrown;
	});
}

function filterFrom(saved: string): ExtractFilter {
	const filter = parseJson(saved);
	if (!isRecord(filter)) return {};
	const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
	return {
		search: textOf(filter.search),
		workflow: textOf(filter.workflow),
		session: textOf(filter.session),
		metaKey: textOf(filter.metaKey),
		metaValue: textOf(filter.metaValue),
	};
}
