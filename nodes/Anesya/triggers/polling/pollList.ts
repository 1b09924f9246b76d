import { pollChangedList } from './changedList';
import type { PollResult } from './findEnded';
import { findEnded } from './findEnded';
import type { KeptState } from './keptState';
import { withChoice } from './listChanges';
import type { ListPorts } from './listNews';
import type { PolledList } from './polledList';
import type { PollTime } from './pollTime';
import { startPolling } from './startPolling';

/** With the user's choice as of the beginning of the poll. It counts even if the poll gets nowhere. */
export function withChoiceOf(
	{ account, filter, now }: PolledList,
	{ state, ...kept }: KeptState,
	time: PollTime,
): KeptState {
	const identity = { account, filter: JSON.stringify(filter) };
	return {
		...kept,
		state: state && withChoice(state, identity, now() - time.elapsed()),
	};
}

/** One poll of the list, whichever is due. @throws AnesyaApiError */
export async function pollList(
	ports: ListPorts,
	kept: KeptState,
	open: (filter: PolledList['filter']) => PolledList,
): Promise<PollResult> {
	if (kept.state === undefined) return await startPolling(ports);
	const { state = kept.state } = withChoiceOf(ports.list, kept, ports.time);
	if (state.changes.length === 0) return await findEnded(ports, state, kept.mayHaveMissed);
	return await pollChangedList(ports, state, state !== kept.state, open);
}
