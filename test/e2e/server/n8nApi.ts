import type {
	IConnections,
	INode,
	INodeTypeDescription,
	IPinData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { z } from 'zod';

import type { Execution } from './execution';
import { Executions } from './executions';
import type { Rest } from './rest';
import { Webhook } from './webhook';

/** The owner of n8n; also the login of its editor. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Anesya-e2e-1',
	firstName: 'End',
	lastName: 'Toend',
};

/** A workflow as n8n exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** The output of nodes that manual executions do not run. */
	pinData?: IPinData;
}

/** A credential as a node refers to it. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** Has the name that n8n gives to a new credential, so that the examples find it. */
const CREDENTIAL = { name: 'Anesya account', type: 'anesyaApi' };

/** What a user can do in n8n's editor, by its REST API. */
export class N8nApi extends Executions {
	constructor(
		readonly url: string,
		rest: Rest,
	) {
		super(rest);
	}

	async setUpOwner(): Promise<void> {
		await this.rest.call('POST', 'owner/setup', z.unknown(), OWNER);
	}

	/** @param kind the name and type, for a service other than Anesya */
	async createCredential(
		data: Record<string, unknown>,
		kind = CREDENTIAL,
	): Promise<CredentialReference> {
		return await this.rest.call(
			'POST',
			'credentials',
			z.object({ id: z.string(), name: z.string() }),
			{ ...kind, data },
		);
	}

	/** All nodes that the editor offers. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		const types: INodeTypeDescription[] = JSON.parse(
			await (await this.rest.get('/types/nodes.json')).text(),
		);
		return types;
	}

	/** Tests a credential, as the editor does after Save. */
	async testCredential(
		{ id }: CredentialReference,
		data: Record<string, string>,
	): Promise<{ status: string; message: string }> {
		const credentials = { id, ...CREDENTIAL, data };
		return await this.rest.call(
			'POST',
			'credentials/test',
			z.object({ status: z.string(), message: z.string() }),
			{ credentials },
		);
	}

	/**
	 * Imports a workflow.
	 *
	 * @returns its id
	 */
	async createWorkflow(workflow: WorkflowFile): Promise<string> {
		return (await this.save(workflow)).id;
	}

	/**
	 * Imports a workflow and switches it on.
	 *
	 * @returns its id
	 */
	async activate(workflow: WorkflowFile): Promise<string> {
		const { id, versionId } = await this.save(workflow);
		await this.rest.call('POST', `workflows/${id}/activate`, z.unknown(), { versionId });
		return id;
	}

	/** Imports and switches on a workflow that starts with a Webhook node. */
	async listen(workflow: WorkflowFile): Promise<Webhook> {
		const webhook = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
		return new Webhook(
			await this.activate(workflow),
			`${this.url}/webhook/${String(webhook?.parameters.path)}`,
		);
	}

	/** Saves a workflow that is switched on with other parameters, and publishes it. */
	async republish(workflowId: string, { nodes, connections }: WorkflowFile): Promise<void> {
		const shape = z.object({ versionId: z.string() });
		const { versionId } = await this.rest.call('GET', `workflows/${workflowId}`, shape);
		const changed = { nodes, connections, versionId };
		const saved = await this.rest.call('PATCH', `workflows/${workflowId}`, shape, changed);
		await this.rest.call('POST', `workflows/${workflowId}/activate`, z.unknown(), {
			versionId: saved.versionId,
		});
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.rest.call('POST', `workflows/${workflowId}/deactivate`, z.unknown());
	}

	/** A workflow as n8n stores it. */
	async workflow(id: string): Promise<WorkflowFile> {
		const { data }: { data: WorkflowFile } = JSON.parse(
			await (await this.rest.get(`/rest/workflows/${id}`)).text(),
		);
		return data;
	}

	/** Executes a workflow from one of its triggers, as the editor does, and waits for its end. */
	async execute(workflowId: string, trigger: string): Promise<Execution> {
		const start = {
			workflowData: await this.workflow(workflowId),
			triggerToStartFrom: { name: trigger },
		};
		const { executionId } = await this.rest.call(
			'POST',
			`workflows/${workflowId}/run`,
			z.object({ executionId: z.string() }),
			start,
		);
		return await this.endOf(executionId);
	}

	/** Makes n8n wait for a call to the test URL of a trigger, as *Execute step* in the editor does. */
	async listenForTest(workflowId: string, trigger: string): Promise<void> {
		const start = {
			workflowData: await this.workflow(workflowId),
			triggerToStartFrom: { name: trigger },
		};
		const shape = z.object({ waitingForWebhook: z.literal(true) });
		await this.rest.call('POST', `workflows/${workflowId}/run`, shape, start);
	}

	/** Sends the project, as the editor does: without it, n8n 1 does not find credentials by name. */
	private async save(workflow: WorkflowFile) {
		const { id: projectId } = await this.rest.call(
			'GET',
			'projects/personal',
			z.object({ id: z.string() }),
		);
		const shape = z.object({ id: z.string(), versionId: z.string() });
		return await this.rest.call('POST', 'workflows', shape, {
			active: false,
			projectId,
			settings: { executionOrder: 'v1' },
			...workflow,
		});
	}
}
