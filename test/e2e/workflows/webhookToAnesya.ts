import { randomUUID } from 'node:crypto';
import type { IConnection, INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

/** What comes in. */
export const WEBHOOK = 'Webhook';

/** The last step of the Anesya branch, and of its error branch. */
export const EXTRACTED = 'Extracted';
export const FAILED = 'Failed';

export interface Wishes {
	credential: CredentialReference;
	/** Of the Anesya nodes, one after the other; a step each. */
	steps: INodeParameters[];
	/** When the webhook answers: with the items of the last step, or at once. */
	answers?: 'at the end' | 'at once';
	/** Whether failed items take the error output of the last Anesya node. */
	errorOutput?: boolean;
	settings?: IWorkflowSettings;
}

/** Webhook, one or more Anesya nodes, and a step that the result goes to. */
export function webhookToAnesya({
	credential,
	steps,
	answers = 'at the end',
	errorOutput = false,
	settings,
}: Wishes): WorkflowFile {
	const anesya = steps.map((parameters, index) =>
		anesyaNode(nameOfStep(index), parameters, credential),
	);
	const last = anesya.at(-1);
	if (last !== undefined && errorOutput) last.onError = 'continueErrorOutput';
	const ends = [EXTRACTED, ...(errorOutput ? [FAILED] : [])].map((name) =>
		node(name, 'n8n-nodes-base.noOp', 1, {}),
	);

	const nodes = [webhook(answers), ...anesya];
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

function webhook(answers: Wishes['answers']): INode {
	const answer =
		answers === 'at once'
			? { responseMode: 'onReceived' }
			: { responseMode: 'lastNode', responseData: 'allEntries' };
	const path = randomUUID();
	return {
		...node(WEBHOOK, 'n8n-nodes-base.webhook', 2, {
			httpMethod: 'POST',
			path,
			options: {},
			...answer,
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
