import { userFolder } from './environment';

import { Container } from '@n8n/di';
import { rm } from 'node:fs/promises';
import { BinaryDataConfig, BinaryDataService, WorkflowExecute } from 'n8n-core';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IWorkflowSettings,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { PlainCredentialsHelper } from './credentialsHelper';
import { GivenNodeTypes } from './nodeTypes';

export type BinaryMode = 'default' | 'filesystem';

export interface EngineOptions {
	binaryMode: BinaryMode;
	/** By the name that stands in a node's `type`. */
	nodeTypes: Record<string, INodeType>;
	credentialType: ICredentialType;
	credential: ICredentialDataDecryptedObject;
}

/** A workflow as n8n exports it, as far as the engine needs it. */
export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface RunningExecution {
	/** Stops the execution, as a user does in the editor. */
	cancel(): void;
	finished: Promise<IRun>;
}

export interface Engine {
	/** Starts a workflow at its first node, with these items as that node's input. */
	start(workflow: WorkflowJson, items: INodeExecutionData[]): RunningExecution;
	/** Removes everything that n8n wrote. */
	close(): Promise<void>;
}

let executions = 0;

/** n8n's own execution engine, its HTTP helpers and its binary store, without n8n's server. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
	Container.get(BinaryDataConfig).mode = options.binaryMode;
	await Container.get(BinaryDataService).init();
	const nodeTypes = new GivenNodeTypes(options.nodeTypes);
	const credentialsHelper = new PlainCredentialsHelper(options.credentialType, options.credential);

	return {
		start(json, items) {
			const [first] = json.nodes;
			if (first === undefined) throw new Error('The workflow has no node');
			const settings = { executionOrder: 'v1' as const, ...json.settings };
			const workflow = new Workflow({ id: 'workflow', active: false, nodeTypes, ...json, settings });
			const data = createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: first, data: { main: [items] }, source: null }],
				},
			});
			const additional = additionalData(String((executions += 1)), credentialsHelper);
			const finished = new WorkflowExecute(additional, 'manual', data).processRunExecutionData(workflow);
			return { cancel: () => finished.cancel(), finished };
		},
		async close() {
			// n8n 1.12x leaves an interval behind that would keep the process alive.
			Container.get(SSHClientsManager).onShutdown();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
