import type { PolledList } from './polledList';
import type { Selection } from './selection';
import type { ListChange, PollingState } from './state';
import { MAX_CHANGES } from './state';

/** What the user wants: the extracts of which list, and which outcomes. */
export type Choice = Omit<ListChange, 'at'>;

/** The choice that a poll is made with. */
export function choiceOf({ account, filter }: PolledList, { triggerOn }: Selection): Choice {
	return { account, filter: JSON.stringify(filter), triggerOn };
}

/** Whether both are about the same list. */
export function isSameList(a: Choice, b: Choice): boolean {
	return a.account === b.account && a.filter === b.filter;
}

function isSameChoice(a: Choice, b: Choice): boolean {
	return isSameList(a, b) && a.triggerOn === b.triggerOn;
}

/**
 * The state that knows what the user wants.
 *
 * @param now milliseconds since 1970, by the server's clock as far as it is known
 * @returns the same state if that is nothing new
 */
export function withChoice(state: PollingState, choice: Choice, now: number): PollingState {
	const last: Choice = state.changes.at(-1) ?? state;
	if (isSameChoice(last, choice)) return state;
	const isSameAccount = last.account === choice.account;
	// With this credential, nothing can be learned about lists of another account.
	const before = isSameAccount ? state.changes : [];
	const isBack = before.length === 0 && isSameChoice(state, choice);
	const at = Math.max(now, earliestChoice(state, before));
	const changes = isBack ? [] : [...before, { ...choice, at }];
	// What was told of another account says nothing about this one.
	const trouble = isSameAccount ? state.trouble : undefined;
	const closing = isBack ? undefined : state.closing;
	return { ...state, changes: changes.slice(-MAX_CHANGES), closing, trouble };
}

/**
 * The choices, once it is known better when the last one was made.
 *
 * @param now milliseconds since 1970, by the server's clock
 */
export function withLastAt(state: PollingState, now: number): ListChange[] {
	const before = state.changes.slice(0, -1);
	const at = Math.max(now, earliestChoice(state, before));
	return [...before, ...state.changes.slice(-1).map((last) => ({ ...last, at }))];
}

/**
 * Whatever the clock says, a choice comes after the one before, and after what Anesya has shown: of what
 * is settled, only IDs of RECENT before are remembered, and what is forgotten must not count as new.
 */
function earliestChoice({ startedAt, settledUntil }: PollingState, before: ListChange[]): number {
	return Math.max(settledUntil, before.at(-1)?.at ?? startedAt);
}

/** The state once its account has turned out to be the one that a newer credential belongs to. */
export function withAccount(state: PollingState, account: string): PollingState {
	const taken = { ...state, account };
	const [first] = state.changes;
	return first !== undefined && isSameChoice(taken, first)
		? { ...taken, changes: state.changes.slice(1) }
		: taken;
}
