import type { ExtractFilter } from '../../api/listExtracts';
import { isRecord, parseJson } from '../../guards/json';
import { AnesyaApiError } from '../../transport/apiError';
import type { PollResult } from './findEnded';
import { findEnded, startPolling } from './findEnded';
import { readEnds } from './listEnds';
import type { ListPorts } from './listNews';
import { listNews } from './listNews';
import type { PolledList } from './polledList';
import type { PollingState } from './state';

/** Whether a state is about this list. */
export function isOfSameList(
	{ account, filter }: PollingState,
	list: Pick<PolledList, 'account' | 'filter'>,
): boolean {
	return account === list.account && filter === JSON.stringify(list.filter);
}

/**
 * A poll after the user has changed the filter or the credential. Deliveries of another list start from
 * now; but what the list before had to deliver until now, and this list has as well, is still delivered.
 * A credential may be of another account: it is taken for the same if it shows an extract that is known.
 *
 * @param open opens the list with another filter
 * @throws AnesyaApiError
 */
export async function pollChangedList(
	ports: ListPorts,
	state: PollingState,
	open: (filter: ExtractFilter) => PolledList,
): Promise<PollResult> {
	const { list } = ports;
	const earlier = open(filterFrom(state.filter));
	const isSameAccount =
		state.account === list.account || (await refusedAs(false, showsKnown(earlier, state)));
	if (!isSameAccount) return await startPolling(ports, { ...state, known: [], pending: [] });

	const taken = { ...state, account: list.account };
	if (isOfSameList(taken, list)) return await findEnded(ports, taken, true);
	const unchanged = { ...taken, scan: undefined };
	const last = await refusedAs(unchanged, lastNews({ ...ports, list: earlier }, taken));
	// A scan that began before the change has passed what was new since.
	const sawAll = last.scan === undefined && (taken.scan === undefined || taken.scan.isLast);
	if (sawAll) return await startPolling(ports, last);
	return { state: last, ended: [], failure: undefined, isEmpty: false };
}

async function showsKnown(
	{ readPage }: PolledList,
	{ known, pending, unread }: PollingState,
): Promise<boolean> {
	const { first, last } = await readEnds(readPage);
	const ids = new Set([...known, ...pending, ...unread].map(([id]) => id));
	return [...first, ...last].some(({ id }) => ids.has(id));
}

/** @returns the state with all that is new in the list before; with a scan if that takes more time */
async function lastNews(ports: ListPorts, state: PollingState): Promise<PollingState> {
	const ends = await readEnds(ports.list.readPage);
	const { state: after } = await listNews(ports, ends, state, { mayHaveMissed: true });
	const isLast = state.scan === undefined || state.scan.isLast;
	return after.scan === undefined ? after : { ...after, scan: { ...after.scan, isLast } };
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
