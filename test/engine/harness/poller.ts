import type { IDataObject, INode, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { readTrigger, staticDataOf } from './activeTrigger';
import type { Surroundings } from './runWorkflow';

/** A polling trigger in an active workflow. */
export interface Poller {
	/** One look; the first one is that of the activation. @returns what the workflow is started with, if it is */
	poll(): Promise<INodeExecutionData[] | undefined>;
	/** Reads the workflow anew, as n8n does after a restart, and goes on with a changed node if there is one. */
	restart(changed?: INode): void;
	/** What the trigger reported while it went on. */
	errors: Error[];
	/** What n8n keeps of the workflow. */
	staticData(): IDataObject;
}

/**
 * Stands in for n8n's schedule. Like n8n 1.x it keeps the static data at the activation and when the
 * workflow is started only; a restart loses what was noted since.
 */
export function startPoller(
	node: INode,
	around: Surroundings,
	mode: WorkflowExecuteMode = 'trigger',
): Poller {
	const errors: Error[] = [];
	let kept: IDataObject = {};
	let trigger = readTrigger(node, kept, around, mode);
	let isActivation = true;

	return {
		errors,
		async poll() {
			const output = await trigger.type.poll?.call(
				trigger.pollContext((error) => errors.push(error)),
			);
			if (isActivation || output) kept = staticDataOf(trigger);
			isActivation = false;
			return output?.[0];
		},
		restart(changed = node) {
			trigger = readTrigger(changed, kept, around, mode);
			isActivation = true;
		},
		staticData: () => kept,
	};
}
