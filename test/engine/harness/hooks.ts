import { ExecutionLifecycleHooks } from 'n8n-core';
import type { IConnections, INode, WorkflowExecuteMode } from 'n8n-workflow';

let executions = 0;

/** The hooks of an execution of its own, as n8n's server sets them up. */
export function lifecycleHooks(
	{ nodes, connections }: { nodes: INode[]; connections: IConnections },
	mode: WorkflowExecuteMode,
): ExecutionLifecycleHooks {
	const now = new Date();
	return new ExecutionLifecycleHooks(mode, String((executions += 1)), {
		id: 'workflow',
		name: 'Test',
		active: false,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
		nodes,
		connections,
		activeVersionId: null,
	});
}
