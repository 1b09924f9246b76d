import type {
	INode,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

const COLUMNS = 4;

/** A workflow with one new node for each operation and each trigger of the package. */
export function everyOperation(
	types: INodeTypeDescription[],
	credential: CredentialReference,
): WorkflowFile {
	const nodes = types.flatMap((type) =>
		operationsOf(type).map((parameters) => freshNode(type, parameters)),
	);
	return {
		name: 'Every operation',
		nodes: nodes.map((node, index) => ({
			...node,
			id: String(index),
			position: [(index % COLUMNS) * 260, Math.floor(index / COLUMNS) * 220],
			credentials: { anesyaApi: { ...credential } },
		})),
		connections: {},
	};
}

function operationsOf({ properties }: INodeTypeDescription): INodeParameters[] {
	const lists = properties.filter(({ name }) => name === 'operation');
	if (lists.length === 0) return [{}];
	return lists.flatMap(({ options = [], displayOptions }) =>
		options.filter(isChoice).map(({ value }) => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation: String(value),
		})),
	);
}

function freshNode(
	{ name, displayName }: INodeTypeDescription,
	parameters: INodeParameters,
): Omit<INode, 'id' | 'position'> {
	const title = [displayName, parameters.resource, parameters.operation].filter(Boolean).join(' ');
	return { name: title, type: name, typeVersion: 1, parameters };
}

function isChoice(option: object): option is INodePropertyOptions {
	return 'value' in option;
}
