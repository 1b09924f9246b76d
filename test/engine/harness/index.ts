import './environment';

import { rm } from 'node:fs/promises';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	IVersionedNodeType,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { PlainCredentialsHelper } from './credentialsHelper';
import { userFolder } from './environment';
import { InputNode, inputNode } from './inputNode';
import type { Search } from './listSearch';
import { searchList } from './listSearch';
import { NodeTypeRegistry } from './nodeTypes';
import type { Poller } from './poller';
import { startPoller } from './poller';
import type { RunningExecution, WorkflowJson } from './runWorkflow';
import { runWorkflow } from './runWorkflow';
import type { WebhookServer } from './webhookServer';
import { startWebhookServer } from './webhookServer';

/*
 * The way through this folder: `environment` sets n8n up and must be loaded first. `runWorkflow` runs
 * a workflow from `inputNode`; `webhookServer` and `poller` run the triggers that `activeTrigger`
 * loads; `listSearch` fills lists of the editor. `additionalData`, `credentialsHelper` and `nodeTypes`
 * are what n8n's server would give to its engine. `files` and `results` are for tests.
 */

export type { Poller } from './poller';
export type { RunningExecution, WorkflowJson } from './runWorkflow';
export type { WebhookServer } from './webhookServer';

export type BinaryMode = 'default' | 'filesystem';

export interface EngineOptions {
	/** For all engines of the process: the last one started decides. */
	binaryMode: BinaryMode;
	/** By the value of a node's `type`. */
	nodeTypes: Record<string, INodeType | IVersionedNodeType>;
	credentialType: ICredentialType;
	credential: ICredentialDataDecryptedObject;
}

export interface Engine {
	/** Starts a workflow with these items as the input of its first node, or of the node named. */
	start(workflow: WorkflowJson, items: INodeExecutionData[], startAt?: string): RunningExecution;
	/** Starts a webhook trigger as in an active workflow; in the mode `manual`, as in the editor. */
	listen(node: INode, mode?: WorkflowExecuteMode): Promise<WebhookServer>;
	/** Starts a polling trigger. */
	startPoller(node: INode, mode?: WorkflowExecuteMode): Poller;
	/** Fills a list of the editor. */
	search(node: INode, search: Search): Promise<INodeListSearchResult>;
	/** Removes everything that n8n wrote, once the last engine of the process is closed. */
	close(): Promise<void>;
}

let openEngines = 0;

/** Starts n8n's own execution engine with its HTTP helpers and its binary store, without n8n's server. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
	openEngines += 1;
	Container.get(BinaryDataConfig).mode = options.binaryMode;
	await Container.get(BinaryDataService).init();
	const nodeTypes = new NodeTypeRegistry({
		...options.nodeTypes,
		[inputNode.type]: new InputNode(),
	});
	const credentialsHelper = new PlainCredentialsHelper(options.credentialType, options.credential);
	const context = { nodeTypes, credentialsHelper };

	return {
		start(workflow, items, startAt = workflow.nodes[0]?.name) {
			if (startAt === undefined) throw new Error('The workflow has no node');
			return runWorkflow(workflow, items, startAt, context);
		},
		listen: async (node, mode) => await startWebhookServer(node, context, mode),
		startPoller: (node, mode) => startPoller(node, context, mode),
		search: async (node, search) => await searchList(node, search, context),
		async close() {
			openEngines -= 1;
			if (openEngines > 0) return;
			// n8n 1.12x does not stop an interval that would keep the process alive.
			Container.get(SSHClientsManager).onShutdown();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
