import type { ExtractFilter } from '../../api/listExtracts';
import { isRecord, parseJson } from '../../guards/json';
import { AnesyaApiError } from '../../transport/apiError';
import type { PollResult } from './findEnded';
import { findEnded, startPolling } from './findEnded';
import { readEnds, SHORT_LIST } from './listEnds';
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
	const refused = { state: unchanged, sawAll: true };
	const last = await refusedAs(refused, lastNews({ ...ports, list: earlier }, taken));
	if (last.sawAll) return await startPolling(ports, last.state);
	return { state: last.state, ended: [], failure: undefined, isEmpty: false };
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
): Promise<{ state: PollingState; sawAll: boolean }> {
	const ends = await readEnds(ports.list.readPage);
	const { state: after } = await listNews(ports, ends, state, { mayHaveMissed: true });
	const isLast = state.scan === undefined || state.scan.isLast;
	if (after.scan !== undefined)
		return { state: { ...after, scan: { ...after.scan, isLast } }, sawAll: false };
	// What has appeared since the scan began may be where it has been. A short list is scanned at once.
	const hasGrown = ends.count !== after.count && ends.pages <= SHORT_LIST;
	return { state: after, sawAll: isLast && !hasGrown };
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
