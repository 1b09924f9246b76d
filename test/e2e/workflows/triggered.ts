import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

/** A workflow, and what its webhook URL is made of. */
type TriggeredWorkflow = WorkflowFile & { webhookId: string };

/** The name of the trigger in the workflow. */
export const TRIGGER = 'Trigger';

/**
 * A workflow that starts with a trigger of the package, followed by a node that receives its items.
 *
 * @param before the same workflow with other parameters
 */
export function startedBy(
	type: string,
	parameters: INodeParameters,
	credential: CredentialReference,
	before?: TriggeredWorkflow,
): TriggeredWorkflow {
	const webhookId = before?.webhookId ?? randomUUID();
	const [triggerId, nextId] = before?.nodes.map(({ id }) => id) ?? [];
	return {
		webhookId,
		name: `Started by ${type}`,
		nodes: [
			{
				id: triggerId ?? randomUUID(),
				name: TRIGGER,
				type: `n8n-nodes-anesya.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { anesyaApi: { ...credential } },
				webhookId,
			},
			{
				id: nextId ?? randomUUID(),
				name: 'Next',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
	};
}
