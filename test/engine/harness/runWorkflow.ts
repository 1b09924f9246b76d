import { WorkflowExecute } from 'n8n-core';
import type {
	ExecutionStatus,
	IConnections,
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeTypes,
	IRun,
	IRunExecutionData,
	ITaskData,
	ITaskDataConnectionsSource,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import * as n8nWorkflow from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { additionalData, lifecycleHooks } from './additionalData';
import { inputNode } from './inputNode';

/** n8n 2 limits regular expressions by the clock. On a busy machine, that ends harmless ones. */
const setRegexEngine: unknown = Reflect.get(n8nWorkflow, 'setSafeRegexEngine');
if (typeof setRegexEngine === 'function') {
	const regex = (pattern: string, flags?: string) => new RegExp(pattern, flags);
	setRegexEngine({
		exec: (pattern: string, input: string, flags?: string) => regex(pattern, flags).exec(input),
		test: (pattern: string, input: string, flags?: string) => regex(pattern, flags).test(input),
		replace: (pattern: string, input: string, flags: string | undefined, replacement: string) =>
			input.replace(regex(pattern, flags), replacement),
		matchAll: (pattern: string, input: string, flags = '') =>
			Array.from(input.matchAll(regex(pattern, `${flags.replace('g', '')}g`))),
		split: (pattern: string, input: string, flags?: string) => input.split(regex(pattern, flags)),
	});
}

/** The parts of an exported workflow that the engine needs. */
export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** How it is started; `manual` unless given. */
	mode?: WorkflowExecuteMode;
	/** What n8n has on record as the output before the node; its input unless given. n8n records less at times. */
	recordedInput?: INodeExecutionData[];
}

export interface RunningExecution {
	/** Stops the execution, as a user does in the editor. */
	cancel(): void;
	finished: Promise<IRun>;
}

/** What all executions of an engine share. */
export interface EngineContext {
	nodeTypes: INodeTypes;
	credentialsHelper: ICredentialsHelper;
}

/** Starts a workflow with these items as the input of its node `startAt`. */
export function runWorkflow(
	json: WorkflowJson,
	items: INodeExecutionData[],
	startAt: string,
	context: EngineContext,
): RunningExecution {
	const { mode = 'manual' } = json;
	const workflow = new Workflow({
		id: 'workflow',
		active: false,
		nodeTypes: context.nodeTypes,
		nodes: [inputNode, ...json.nodes],
		connections: {
			...json.connections,
			[inputNode.name]: { main: [[{ node: startAt, type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1', ...json.settings },
	});
	const node = workflow.getNode(startAt) ?? inputNode;
	const data =
		json.recordedInput === undefined
			? startData(inputNode, items, null)
			: {
					...startData(node, items, { main: [{ previousNode: inputNode.name }] }),
					resultData: { runData: { [inputNode.name]: [recordOf(json.recordedInput)] } },
				};
	const hooks = lifecycleHooks(json, mode);
	// n8n's server stores the status that the engine reports at a stop, whatever a node does afterwards.
	let reported: ExecutionStatus | undefined;
	hooks.addHandler('workflowExecuteAfter', ({ status }) => void (reported ??= status));

	const execution = new WorkflowExecute(
		additionalData(hooks, context.credentialsHelper),
		mode,
		data,
	).processRunExecutionData(workflow);
	// n8n's server enforces the timeout of a workflow, and stops the execution as a user would.
	const { executionTimeout = -1 } = json.settings ?? {};
	const timeout =
		executionTimeout > 0
			? setTimeout(() => execution.cancel(), executionTimeout * 1000)
			: undefined;
	return {
		cancel: () => execution.cancel(),
		finished: execution
			.finally(() => clearTimeout(timeout))
			.then((run) => ({ ...run, status: reported ?? run.status })),
	};
}

function startData(
	node: INode,
	items: INodeExecutionData[],
	source: ITaskDataConnectionsSource | null,
): IRunExecutionData {
	return createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source }] },
	});
}

function recordOf(items: INodeExecutionData[]): ITaskData {
	return {
		startTime: 1,
		executionTime: 1,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main: [items] },
	};
}
