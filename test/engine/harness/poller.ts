import type {
	IDataObject,
	INode,
	INodeExecutionData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { loadTrigger, staticDataOf } from './activeTrigger';
import type { EngineContext } from './runWorkflow';

/** A polling trigger in an active workflow. */
export interface Poller {
	/** Polls once; the first poll is that of the activation. @returns the items that the workflow is started with, if it is */
	poll(): Promise<INodeExecutionData[] | undefined>;
	/** Loads the workflow again, as n8n does after a restart, with a changed node if given; or because a user activates it again. */
	restart(changed?: INode, activation?: WorkflowActivateMode): void;
	/** Loads the workflow beside the one that polls, as n8n's scheduler does for each poll. @returns polls once */
	loadAgain(): () => Promise<INodeExecutionData[] | undefined>;
	/** The errors that the trigger reported while it continued. */
	errors: Error[];
	/** The static data that n8n stores. */
	staticData(): IDataObject;
}

/**
 * Replaces n8n's schedule. Like n8n 1.x, it stores the static data only at the activation and when the
 * workflow is started; a restart loses all later changes.
 */
export function startPoller(
	node: INode,
	context: EngineContext,
	mode: WorkflowExecuteMode = 'trigger',
): Poller {
	const errors: Error[] = [];
	let stored: IDataObject = {};
	const load = (loaded: INode, activation: WorkflowActivateMode) => {
		const active = loadTrigger(loaded, stored, context, mode);
		// Like n8n, which polls with one context for as long as the workflow is active.
		return { ...active, poll: active.pollContext((error) => errors.push(error), activation) };
	};
	let trigger = load(node, 'activate');
	let isActivation = true;

	return {
		errors,
		async poll() {
			const output = await trigger.type.poll?.call(trigger.poll);
			if (isActivation || output) stored = staticDataOf(trigger);
			isActivation = false;
			return output?.[0];
		},
		loadAgain() {
			const other = load(node, 'update');
			return async () => (await other.type.poll?.call(other.poll))?.[0];
		},
		restart(changed = node, activation = 'init') {
			trigger = load(changed, activation);
			isActivation = true;
		},
		staticData: () => stored,
	};
}
