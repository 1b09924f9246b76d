import { Container } from '@n8n/di';
import type { ExecutionLifecycleHooks } from 'n8n-core';
import { ExternalSecretsProxy } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** Where n8n would be; nothing in these tests calls it. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * What n8n's server hands to its engine for an execution. What belongs to sub-workflows, agents and
 * task runners is refused: no test needs it.
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
