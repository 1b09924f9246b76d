import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

/** Items that the trigger gives, each with its index: as many as a test of several needs. */
const ITEMS = 6;

/** A workflow that is executed in the editor: items with an `index`, and one Anesya node. */
export function manualAnesya(
	parameters: INodeParameters,
	credential: CredentialReference,
): WorkflowFile {
	const start = 'When clicking Execute workflow';
	const node = (name: string, type: string, rest: Partial<INode>): INode => ({
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...rest,
	});
	return {
		name: 'Executed in the editor',
		nodes: [
			node(start, 'n8n-nodes-base.manualTrigger', {}),
			node('Anesya', 'n8n-nodes-anesya.anesya', {
				position: [220, 0],
				parameters,
				credentials: { anesyaApi: { ...credential } },
			}),
		],
		connections: { [start]: { main: [[{ node: 'Anesya', type: 'main', index: 0 }]] } },
		pinData: {
			[start]: Array.from({ length: ITEMS }, (_, index) => ({ json: { index } })),
		},
	};
}
