import type {
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/**
 * Gives a workflow its items instead of a trigger. Without a node before it, the node under test would
 * lack what n8n adds to items between nodes: links to their source items, and the item's own fields
 * on the error output.
 */
export class InputNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Input',
		name: 'input',
		group: ['input'],
		version: 1,
		description: 'The items that a test starts with',
		defaults: { name: 'Input' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

export const inputNode: INode = {
	id: 'input',
	name: 'Input',
	type: 'input',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
