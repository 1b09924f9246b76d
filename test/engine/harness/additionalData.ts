import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	ICredentialsHelper,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** Replaces n8n's own URLs; nothing in these tests calls it. */
const NOWHERE = 'http://127.0.0.1:9';

let executions = 0;

/** Lifecycle hooks for a new execution, as n8n's server creates them. */
export function lifecycleHooks(
	{ nodes, connections }: Pick<IWorkflowBase, 'nodes' | 'connections'>,
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

/**
 * What n8n's server passes to its engine for an execution. Calls for sub-workflows, agents and task
 * runners throw: no test needs them.
 */
export function additionalData(
	hooks: ExecutionLifecycleHooks,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	return {
		executionId: hooks.executionId,
		credentialsHelper,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		hooks,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: NOWHERE,
		instanceBaseUrl: NOWHERE,
		formBaseUrl: NOWHERE,
		formWaitingBaseUrl: NOWHERE,
		formTestBaseUrl: NOWHERE,
		webhookBaseUrl: NOWHERE,
		webhookWaitingBaseUrl: NOWHERE,
		webhookTestBaseUrl: NOWHERE,
		mcpBaseUrl: NOWHERE,
		mcpTestBaseUrl: NOWHERE,
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: refuse,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: refuse,
	};
}

async function refuse(): Promise<never> {
	throw new Error('Not available in the test engine');
}
