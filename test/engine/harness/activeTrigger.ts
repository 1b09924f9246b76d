import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { additionalData, lifecycleHooks } from './additionalData';
import type { EngineContext } from './runWorkflow';

/** A trigger in an active workflow, loaded from n8n's database. */
export interface ActiveTrigger {
	type: INodeType;
	workflow: Workflow;
	/** @param http the request and its response, of a real server */
	webhookContext(
		http: Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>,
	): WebhookContext;
	/** For switching the workflow on or off. */
	hookContext(): HookContext;
	/**
	 * @param emitError receives the errors that the trigger reports while it continues
	 * @param activation why n8n loaded the workflow; `activate` unless given
	 */
	pollContext(emitError: (error: Error) => void, activation?: WorkflowActivateMode): PollContext;
}

/**
 * Loads a workflow with one trigger as n8n does: for each webhook call, and when polling starts.
 *
 * @param staticData what n8n stored; it is copied
 * @param id of the workflow
 */
export function loadTrigger(
	node: INode,
	staticData: IDataObject,
	context: EngineContext,
	mode: WorkflowExecuteMode,
	id = 'workflow',
): ActiveTrigger {
	const json = { nodes: [node], connections: {} };
	const { nodeTypes } = context;
	const type = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const workflow = new Workflow({
		id,
		active: true,
		nodeTypes,
		...json,
		staticData: structuredClone(staticData),
	});
	const data = additionalData(lifecycleHooks(json, mode), context.credentialsHelper);

	return {
		type,
		workflow,
		webhookContext: (http) => {
			const all = { ...data, ...http };
			return new WebhookContext(workflow, node, all, mode, webhookOf(type, node, all), [], null);
		},
		hookContext: () =>
			new HookContext(workflow, node, data, mode, 'activate', webhookOf(type, node, data)),
		pollContext: (emitError, activation = 'activate') =>
			new PollContext(workflow, node, data, mode, activation, undefined, emitError),
	};
}

/** What n8n would write to its database. */
export function staticDataOf({ workflow }: ActiveTrigger): IDataObject {
	return JSON.parse(JSON.stringify(workflow.staticData));
}

function webhookOf(
	{ description }: INodeType,
	node: INode,
	data: IWorkflowExecuteAdditionalData,
): IWebhookData {
	const [webhookDescription] = description.webhooks ?? [];
	if (webhookDescription === undefined) throw new Error(`${node.type} has no webhook`);
	return {
		httpMethod: 'POST',
		node: node.name,
		path: webhookDescription.path,
		webhookDescription,
		workflowId: 'workflow',
		workflowExecuteAdditionalData: data,
	};
}
