import type { IPollFunctions } from 'n8n-workflow';

import { createFairMemory } from '../../guards/fairMemory';
import { parseState } from './parseState';
import type { PollingState } from './state';

/** How many nodes the process remembers a state of. If it forgets one, the copy that n8n stores still counts. */
const MOST_REMEMBERED = 500;

/**
 * Milliseconds for which n8n may still give a poll what it stored before the last delivery. Less than the
 * minute between two polls, so that a delivery that n8n did not store is repeated by the next one.
 */
const STORING = 30_000;

/** The most deliveries within that time: n8n polls once a minute by each schedule. */
const MOST_OUTDATED = 20;

interface Remembered {
	state: PollingState;
	/** When the last delivery was, by a clock that never goes back. */
	deliveredAt: number;
	/** The revisions before the last deliveries. */
	outdated: string[];
}

/**
 * The latest state of each node. n8n does not keep all that a poll changes: n8n 1 stores static data only
 * with an execution, and the scheduler of n8n 2.41 forgets it after each poll that starts none. A delivery
 * counts only if n8n has stored it, or else it would be lost: it changes the revision, and a state is not
 * used if n8n has another revision.
 */
const remembered = createFairMemory<Remembered>(MOST_REMEMBERED);

/** What is known of the polls before. */
export interface KeptState {
	state: PollingState | undefined;
	/** Whether this process has not polled for the node yet: then the last polls may be forgotten. */
	mayHaveMissed: boolean;
	/**
	 * Whether what n8n gave this poll may be older than the last delivery. Its scheduler loads a workflow
	 * before each poll, and stores a delivery after it; polls that are due together, as after a restart, may
	 * all be loaded before the first one delivers.
	 */
	isBeingStored: boolean;
}

/** Identifies a node in this process. */
export function nodeKeyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}

/** When there is no room, a node makes another one with the same credential forget. */
function ownerOf(context: IPollFunctions): string {
	return context.getNode().credentials?.anesyaApi?.id ?? '';
}

export function readKeptState(context: IPollFunctions): KeptState {
	const saved = parseState(context.getWorkflowStaticData('node').state);
	const {
		state: latest,
		deliveredAt = -Infinity,
		outdated = [],
	} = remembered.get(ownerOf(context), nodeKeyOf(context)) ?? {};
	const isLatest = latest !== undefined && latest.revision === saved?.revision;
	const isRecent = performance.now() - deliveredAt < STORING;
	return {
		state: isLatest ? latest : saved,
		mayHaveMissed: !isLatest,
		isBeingStored: saved !== undefined && outdated.includes(saved.revision) && isRecent,
	};
}

/** @param isDelivery whether the workflow starts with what the state takes for delivered */
export function keepState(context: IPollFunctions, state: PollingState, isDelivery: boolean): void {
	const [owner, key] = [ownerOf(context), nodeKeyOf(context)];
	const isNew = isDelivery || state.revision === '';
	const kept = isNew ? { ...state, revision: nextRevision() } : state;
	const { deliveredAt = -Infinity, outdated = [] } = remembered.get(owner, key) ?? {};
	const delivery = isDelivery
		? {
				deliveredAt: performance.now(),
				outdated: [...outdated, state.revision].slice(-MOST_OUTDATED),
			}
		: { deliveredAt, outdated };
	remembered.set(owner, key, { state: kept, ...delivery });
	context.getWorkflowStaticData('node').state = kept;
}

function nextRevision(): string {
	return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}
