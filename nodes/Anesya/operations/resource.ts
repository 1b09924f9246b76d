import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from './operation';

/** One entry in the list Resource of the node, with its operations. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** The list Operation, and the fields of every operation. */
	properties: INodeProperties[];
}

/** What n8n adds to the lists Resource and Operation of every node whose credential signs requests. */
const CUSTOM_API_CALL = '__CUSTOM_API_CALL__';

/**
 * Puts a resource together.
 *
 * @param operations in the order of use: the first one is that of a new node
 */
export function defineResource(
	value: string,
	name: string,
	operations: [Operation, ...Operation[]],
): Resource {
	const fields = operations.flatMap((operation) => fieldsOf(value, operation));
	return {
		name,
		value,
		operations,
		properties: [listOf(value, operations), ...fields],
	};
}

function listOf(resource: string, operations: [Operation, ...Operation[]]): INodeProperties {
	const [{ value: first }] = operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ name, value, action, description, outputsFiles }) => ({
			name,
			value,
			action,
			description,
			...(outputsFiles && { displayOptions: { hide: { '@tool': [true] } } }),
		})),
		default: first,
	};
}

/** Shows the fields with their operation. n8n's `updateDisplayOptions` does the same, but took most of the time in which this package builds its descriptions. */
function fieldsOf(resource: string, { value, fields }: Operation): INodeProperties[] {
	return fields.map((field) => {
		const { show, ...others } = field.displayOptions ?? {};
		const shown = { ...show, resource: [resource], operation: [value] };
		return { ...field, displayOptions: { ...others, show: shown } };
	});
}

/**
 * Finds what the user chose under Resource and Operation.
 *
 * @throws NodeOperationError when an expression or an imported workflow names one that does not exist
 */
export function findOperation(
	resources: Resource[],
	context: Pick<IExecuteFunctions, 'getNodeParameter' | 'getNode'>,
): Operation {
	const resource = context.getNodeParameter('resource', 0);
	const chosen = context.getNodeParameter('operation', 0);
	const operation = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === chosen);
	if (operation !== undefined) return operation;
	if ([resource, chosen].includes(CUSTOM_API_CALL)) {
		throw new NodeOperationError(context.getNode(), 'This node cannot make a custom API call', {
			description:
				"Use the HTTP Request node instead: set 'Authentication' to 'Predefined Credential Type' and 'Credential Type' to 'Anesya API'.",
		});
	}
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${String(chosen)}"`,
		{
			description: "Choose one from the list 'Operation'.",
		},
	);
}
