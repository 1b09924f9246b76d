import type { IDataObject, INode, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { readTrigger, staticDataOf } from './activeTrigger';
import type { Surroundings } from './runWorkflow';

/** A polling trigger in an active workflow. */
export interface Poller {
	/** Polls once; the first poll belongs to the activation. @returns what starts the workflow, or undefined */
	poll(): Promise<INodeExecutionData[] | undefined>;
	/** Loads the workflow again, as n8n does after a restart, with a changed node if one is given. */
	restart(changed?: INode): void;
	/** Errors that the trigger reported without failing. */
	errors: Error[];
	/** The static data that n8n has saved. */
	staticData(): IDataObject;
}

/**
 * Replaces n8n's schedule. Like n8n 1.x it saves the static data only at the activation and when the
 * trigger starts the workflow. A restart loses later changes.
 */
export function startPoller(
	node: INode,
	around: Surroundings,
	mode: WorkflowExecuteMode = 'trigger',
): Poller {
	const errors: Error[] = [];
	let saved: IDataObject = {};
	let trigger = readTrigger(node, saved, around, mode);
	let isActivation = true;

	return {
		errors,
		async poll() {
			const output = await trigger.type.poll?.call(
				trigger.pollContext((error) => errors.push(error)),
			);
			if (isActivation || output) saved = staticDataOf(trigger);
			isActivation = false;
			return output?.[0];
		},
		restart(changed = node) {
			trigger = readTrigger(changed, saved, around, mode);
			isActivation = true;
		},
		staticData: () => saved,
	};
}
