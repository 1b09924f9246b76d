import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { TokenBucket } from '../../concurrency/tokenBucket';
import { createTokenBucket } from '../../concurrency/tokenBucket';
import { isVerifiedKey } from './deliveryKeys';

/** How many handled keys are remembered of extracts that Anesya itself has shown. */
export const REMEMBERED = 500;

/** How many are of anything else that calls name: a stranger's must not push out the others. */
export const REMEMBERED_UNVERIFIED = 100;

/**
 * Starts at once that no known extract verifies: the sessions of a batch may end together. That a
 * stranger can have as many costs little, as it is once.
 */
export const UNVERIFIED_STARTS = 30;

/** Milliseconds until one more: each runs the user's whole workflow, and n8n's plans count executions. */
const UNVERIFIED_START_INTERVAL = 60_000;

/** Nodes of which the process keeps a state; n8n keeps the handled keys of all. */
const MOST_NODES = 200;

/**
 * The ledger of what was delivered to one trigger node, by the keys of the entries (deliveryKeys.ts).
 *
 * - *Handled*: noted right before n8n gets its items. It does not start the workflow again, until
 *   REMEMBERED newer keys of its kind have pushed it out. The process and n8n both keep it: n8n in the static data
 *   of the workflow, which outlives a restart and is all that several processes (queue mode) share.
 * - *Busy*: a call is working on it. At most one call holds a key. Only the process keeps it, so it is
 *   gone after a restart, as is the call.
 *
 * Invariant: what a call started the workflow with is handled before the call's claim ends. A key may
 * be busy in one form and handled in another, since it is known only then whether it is an extract's.
 * No transition waits for anything, so no other call runs in the middle of one.
 */
export interface Ledger {
	/** The keys that are handled now, the oldest first; it may be longer after each wait. */
	handled(): readonly string[];
	/**
	 * Makes keys busy. The caller leaves out what is handled, and releases each claim.
	 *
	 * @returns false, and changes nothing, if one of them is busy already
	 */
	claim(keys: readonly string[]): boolean;
	/** Makes keys handled, here and in what n8n keeps. */
	finish(keys: readonly string[]): void;
	/** Ends a claim, so that another call can claim the keys. */
	release(keys: readonly string[]): void;
	/** Takes one of the few starts for calls that name no extract which Anesya knows. @returns false if there is none */
	takeUnverifiedStart(): boolean;
}

/** What the process keeps of one ledger. */
interface LedgerState {
	handled: string[];
	busy: Set<string>;
	unverifiedStarts: TokenBucket;
}

/**
 * The states of this process. n8n reads a workflow's static data anew for each call and writes all of
 * it afterwards: of calls at the same time, the last to end would make it forget the others.
 */
const states = new Map<string, LedgerState>();

/**
 * Opens a node's ledger: what this process knows, and what n8n kept from before. In the editor, a
 * delivery may be replayed as often as the user likes: there the ledger is empty and is not kept.
 */
export function openLedger(context: IWebhookFunctions): Ledger {
	if (context.getMode() === 'manual') return createLedger();

	const node = nodeKeyOf(context);
	const state = states.get(node) ?? newState();
	states.delete(node);
	const kept = keysFrom(context.getWorkflowStaticData('node').handled);
	state.handled = remember(kept, state.handled);
	states.set(node, state);
	forgetIdle();
	return createLedger(state, (handled) => {
		context.getWorkflowStaticData('node').handled = handled;
	});
}

/**
 * Forgets what the process keeps of a node; n8n keeps the handled keys. Nothing tells whether the
 * trigger is switched off or only the editor's test of it has ended: while calls are under way, all is
 * kept.
 */
export function closeLedger(context: IHookFunctions): void {
	const node = nodeKeyOf(context);
	if (states.get(node)?.busy.size === 0) states.delete(node);
}

/**
 * The transitions, on a state that several calls may share.
 *
 * @param keep stores the handled keys outside of the process
 */
export function createLedger(
	state: LedgerState = newState(),
	keep: (handled: string[]) => void = () => {},
): Ledger {
	return {
		handled: () => state.handled,
		claim(keys) {
			if (keys.some((key) => state.busy.has(key))) return false;
			keys.forEach((key) => state.busy.add(key));
			return true;
		},
		finish(keys) {
			state.handled = remember(state.handled, keys);
			keep(state.handled);
		},
		release(keys) {
			keys.forEach((key) => state.busy.delete(key));
		},
		takeUnverifiedStart: () => state.unverifiedStarts.take(performance.now()) === 0,
	};
}

/** Adds keys to those remembered; the oldest ones of each kind are forgotten. */
export function remember(handled: readonly string[], keys: readonly string[]): string[] {
	const all = [...new Set([...handled, ...keys])];
	const isUnverified = (key: string) => !isVerifiedKey(key);
	const unverified = all.filter(isUnverified).slice(-REMEMBERED_UNVERIFIED);
	return [...unverified, ...all.filter(isVerifiedKey).slice(-REMEMBERED)];
}

/** Of too many nodes, those that were called the longest time ago. */
function forgetIdle(): void {
	for (const [node, { busy }] of states) {
		if (states.size <= MOST_NODES) return;
		if (busy.size === 0) states.delete(node);
	}
}

/** The keys in what n8n kept, whatever was written there. */
export function keysFrom(kept: unknown): string[] {
	return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : [];
}

export function newState(): LedgerState {
	const unverifiedStarts = createTokenBucket(UNVERIFIED_STARTS, UNVERIFIED_START_INTERVAL);
	return { handled: [], busy: new Set(), unverifiedStarts };
}

function nodeKeyOf(context: IHookFunctions | IWebhookFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}
