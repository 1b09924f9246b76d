import { pollChangedList } from './changedList';
import type { PollResult } from './findEnded';
import { findEnded } from './findEnded';
import type { KeptState } from './keptState';
import { choiceOf, withChoice } from './listChanges';
import type { ListPorts } from './listNews';
import type { PolledList } from './polledList';
import { startPolling } from './startPolling';

/** With the user's choice as of the beginning of the poll. It counts even if the poll gets nowhere. */
export function withChoiceOf(
	{ list, selection, time }: ListPorts,
	{ state, ...kept }: KeptState,
): KeptState {
	return {
		...kept,
		state: state && withChoice(state, choiceOf(list, selection), list.now() - time.elapsed()),
	};
}

/** One poll of the list, whichever is due. @throws AnesyaApiError */
export async function pollList(
	ports: ListPorts,
	kept: KeptState,
	open: (filter: PolledList['filter']) => PolledList,
): Promise<PollResult> {
	if (kept.state === undefined) return await startPolling(ports);
	const { state = kept.state } = withChoiceOf(ports, kept);
	if (state.changes.length === 0) return await findEnded(ports, state, kept.mayHaveMissed);
	return await pollChangedList(ports, state, state !== kept.state, open);
}
