import type { INode, INodeParameters } from 'n8n-workflow';

/** A node of a workflow, as far as rules need one. */
export function nodeWith(parameters: INodeParameters = {}): INode {
	return {
		id: '1',
		name: 'My Anesya',
		type: 'anesya',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
}
