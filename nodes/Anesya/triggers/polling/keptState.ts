import type { IPollFunctions } from 'n8n-workflow';

import { savedState } from './savedState';
import type { PollingState } from './state';

/** Nodes of which the process remembers a state; of more, the last ones that polled. */
const MOST_REMEMBERED = 200;

/**
 * The latest state of each node, by its revision. n8n does not keep all that a poll changes: n8n 1
 * stores static data only with an execution, and the scheduler of n8n 2.41 forgets it after each poll
 * that starts none. A delivery counts only if n8n kept it, or else it would be lost: it changes the
 * revision, and a state of another revision is not used.
 */
const remembered = new Map<string, PollingState>();

/** When each node last delivered something, by a clock that never goes back, and the revision before that. */
const deliveries = new Map<string, { at: number; after: string }>();

/** Milliseconds that n8n may take to store a delivery: it does not wait for that before the next poll. */
const STORING = 10_000;

/** What is known of the polls before. */
export interface KeptState {
	state: PollingState | undefined;
	/** Whether this process has not polled for the node yet: then the last polls may be forgotten. */
	mayHaveMissed: boolean;
	/** Whether n8n may still be storing the last delivery: whether it will is not known yet. */
	isBeingStored: boolean;
}

/** Identifies a node in this process. */
export function nodeKeyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}

export function readKeptState(context: IPollFunctions): KeptState {
	const saved = savedState(context.getWorkflowStaticData('node').state);
	const latest = remembered.get(nodeKeyOf(context));
	const isLatest = latest !== undefined && latest.revision === saved?.revision;
	const { at = -Infinity, after } = deliveries.get(nodeKeyOf(context)) ?? {};
	const isRecent = performance.now() - at < STORING;
	return {
		state: isLatest ? latest : saved,
		mayHaveMissed: !isLatest,
		isBeingStored: isRecent && saved !== undefined && saved.revision === after,
	};
}

/** @param isDelivery whether the workflow starts with what the state takes for delivered */
export function keepState(context: IPollFunctions, state: PollingState, isDelivery: boolean): void {
	const key = nodeKeyOf(context);
	const isNew = isDelivery || state.revision === '';
	const kept = isNew ? { ...state, revision: nextRevision() } : state;
	remembered.delete(key);
	remembered.set(key, kept);
	if (isDelivery) deliveries.set(key, { at: performance.now(), after: state.revision });
	for (const oldest of remembered.keys()) {
		if (remembered.size <= MOST_REMEMBERED) break;
		remembered.delete(oldest);
		deliveries.delete(oldest);
	}
	context.getWorkflowStaticData('node').state = kept;
}

function nextRevision(): string {
	return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
