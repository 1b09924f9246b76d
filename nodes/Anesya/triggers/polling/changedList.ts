import type { ExtractFilter } from '../../api/listExtracts';
import { isRecord, parseJson } from '../../guards/json';
import { isRefusal, isTransient } from './attempt';
import type { Closed } from './closeList';
import { closeList } from './closeList';
import type { PollResult } from './findEnded';
import { findEnded } from './findEnded';
import type { Choice } from './listChanges';
import { isSameList, withAccount, withLastAt } from './listChanges';
import { readEnds } from './listEnds';
import type { ListPorts } from './listNews';
import type { PolledList } from './polledList';
import { earlierSelection } from './selection';
import { beginList, startPolling } from './startPolling';
import type { ListChange, PollingState } from './state';

/**
 * A poll while the settings of the state are not those that the user wants. The new ones count from the time
 * of the choice; what had ended by then is delivered by those before, and what is still under way, and in
 * both lists, stays pending. So the list before is closed first, and then each that was chosen. A credential
 * may be of another account: it is taken for the same if it shows an extract that is known.
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
	const portsOf = ({ filter, triggerOn }: Choice): ListPorts => ({
		...ports,
		list: open(filterFrom(filter)),
		selection: earlierSelection(ports.selection, triggerOn),
	});
	const earlier = portsOf(state);
	const isSameAccount =
		state.account === list.account || (await refusedAs(false, showsKnown(earlier.list, state)));
	const taken = isSameAccount ? withAccount(state, list.account) : withoutExtracts(state);
	if (taken.changes.length === 0) return await findEnded(ports, taken, true);

	// Once Anesya has responded, its time is known.
	const changesNow = () =>
		isNew ? withLastAt(taken, list.now() - ports.time.elapsed()) : taken.changes;
	const closed: Closed = isSameAccount
		? await closeList(earlier, taken, {
				changedAt: () => changesNow().at(0)?.at ?? Infinity,
				reach: async () => await list.readPage(1),
			})
		: { state: taken, ended: [], failure: undefined, isOver: true };
	const { ended, failure, refusal } = closed;
	const changes = changesNow();
	const [next, ...later] = changes;
	if (next === undefined || !closed.isOver)
		return { state: { ...closed.state, changes }, ended, failure, refusal, isEmpty: false };

	const begun = beginNext(ports, portsOf(next), { closed, next, later, isNew });
	return await begun.catch((thrown: unknown) => {
		if (!isSameAccount || thrown === refusal || !isTransient(thrown)) throw thrown;
		// What is closed stays so: one poll may not have the time for both lists.
		const state = { ...closed.state, changes, closing: { left: [], vain: 0 } };
		return { state, ended, failure: thrown, refusal, isEmpty: false };
	});
}

/** How it goes on after the settings that are closed. */
interface Next {
	closed: Closed;
	next: ListChange;
	later: ListChange[];
	isNew: boolean;
}

/** @throws AnesyaApiError */
async function beginNext(
	ports: ListPorts,
	nextPorts: ListPorts,
	{ closed, next, later, isNew }: Next,
): Promise<PollResult> {
	const { ended, failure, refusal } = closed;
	const previous = { ...closed.state, scan: undefined, closing: undefined };
	if (isSameList(previous, next)) {
		if (refusal !== undefined) throw refusal;
		const { triggerOn } = next;
		return { state: { ...previous, triggerOn, changes: later }, ended, failure, isEmpty: false };
	}
	const after = { previous, since: next.at, isNew };
	if (later.length === 0) {
		// What the settings before deliver comes first, in an execution of its own.
		const portion = ended.length > 0 ? 0 : ports.selection.portion;
		const selection = { ...ports.selection, portion };
		const started = await startPolling({ ...ports, selection }, after);
		return { ...started, ended: [...ended, ...started.ended], refusal };
	}
	const begun = await refusedAs(undefined, beginList(nextPorts, { ...after, isNew: false }));
	const begunState = begun?.news.state ?? previous;
	return {
		state: { ...begunState, changes: later },
		ended,
		failure: begun?.news.failure,
		refusal,
		isEmpty: false,
	};
}

/** The state of an account about which nothing is known. */
function withoutExtracts(state: PollingState): PollingState {
	return { ...state, known: [], pending: [], unread: [], scan: undefined, closing: undefined };
}

async function showsKnown(
	{ readPage }: PolledList,
	{ known, pending, unread }: PollingState,
): Promise<boolean> {
	const { first, last } = await readEnds(readPage);
	const ids = new Set([...known, ...pending, ...unread].map(([id]) => id));
	return [...first, ...last].some(({ id }) => ids.has(id));
}

/** A filter that Anesya refuses has nothing to say. */
async function refusedAs<Result>(otherwise: Result, reading: Promise<Result>): Promise<Result> {
	return await reading.catch((thrown: unknown) => {
		if (isRefusal(thrown)) return otherwise;
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
