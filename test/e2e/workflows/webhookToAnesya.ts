import { randomUUID } from 'node:crypto';
import type { IConnection, INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

/** The name of the first node. */
export const WEBHOOK = 'Webhook';

/** The names of the last nodes: of the Anesya branch, and of its error branch. */
export const EXTRACTED = 'Extracted';
export const FAILED = 'Failed';

/** The settings of a node beside its parameters that decide what follows a failure. */
export type NodeSettings = Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;

export interface WorkflowOptions {
	credential: CredentialReference;
	/** The parameters of the Anesya nodes, in their order. */
	steps: INodeParameters[];
	/** When the webhook responds: at the end with the items of the last node, or at once. */
	responds?: 'at the end' | 'at once';
	/** Whether failed items go to the error output of the last Anesya node. */
	errorOutput?: boolean;
	/** Settings of the last Anesya node, instead of `errorOutput`. */
	nodeSettings?: NodeSettings;
	settings?: IWorkflowSettings;
}

/** A workflow of a webhook, one or more Anesya nodes, and a node that receives the result. */
export function webhookToAnesya({
	credential,
	steps,
	responds = 'at the end',
	errorOutput = false,
	nodeSettings = errorOutput ? { onError: 'continueErrorOutput' } : {},
	settings,
}: WorkflowOptions): WorkflowFile {
	const anesya = steps.map((parameters, index) =>
		anesyaNode(nameOfStep(index), parameters, credential),
	);
	const last = anesya.at(-1);
	if (last !== undefined) Object.assign(last, nodeSettings);
	const hasErrorOutput = nodeSettings.onError === 'continueErrorOutput';
	const ends = [EXTRACTED, ...(hasErrorOutput ? [FAILED] : [])].map((name) =>
		node(name, 'n8n-nodes-base.noOp', 1, {}),
	);

	const nodes = [webhook(responds), ...anesya];
	const links = nodes.map(({ name }, index) => {
		const next = nodes[index + 1];
		const targets = next === undefined ? ends : [next];
		return [name, { main: targets.map((target) => [to(target.name)]) }] as const;
	});
	return {
		name: steps.map(({ operation }) => String(operation)).join(', then '),
		nodes: [...nodes, ...ends].map((each, index) => ({ ...each, position: [index * 220, 0] })),
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** The name of an Anesya node. */
export function nameOfStep(index: number): string {
	return index === 0 ? 'Anesya' : `Anesya ${index + 1}`;
}

function webhook(responds: WorkflowOptions['responds']): INode {
	const response =
		responds === 'at once'
			? { responseMode: 'onReceived' }
			: { responseMode: 'lastNode', responseData: 'allEntries' };
	const path = randomUUID();
	return {
		...node(WEBHOOK, 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path,
			options: {},
			...response,
		}),
		webhookId: path,
	};
}

function anesyaNode(
	name: string,
	parameters: INodeParameters,
	credential: CredentialReference,
): INode {
	return {
		...node(name, 'n8n-nodes-anesya.anesya', 1, parameters),
		credentials: { anesyaApi: { ...credential } },
	};
}

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function to(name: string): IConnection {
	return { node: name, type: 'main', index: 0 };
}
