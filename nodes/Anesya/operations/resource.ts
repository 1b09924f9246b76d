import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError, updateDisplayOptions } from 'n8n-workflow';

import { sortedBy } from '../fields/options';
import type { Operation } from './operation';

/** One entry in the list Resource of the node, with its operations. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** The list Operation, and the fields of every operation. */
	properties: INodeProperties[];
}

/**
 * Puts a resource together.
 *
 * @param first the operation of a new node
 */
export function defineResource(
	value: string,
	name: string,
	first: Operation,
	others: Operation[],
): Resource {
	const operations = sortedBy([first, ...others], ({ name }) => name);
	const fields = operations.flatMap((operation) => fieldsOf(value, operation));
	return {
		name,
		value,
		operations,
		properties: [listOf(value, operations, first.value), ...fields],
	};
}

function listOf(resource: string, operations: Operation[], fresh: string): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: fresh,
	};
}

function fieldsOf(resource: string, { value, fields }: Operation): INodeProperties[] {
	return updateDisplayOptions({ show: { resource: [resource], operation: [value] } }, fields);
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
	throw new NodeOperationError(
		context.getNode(),
		`This node has no operation "${String(chosen)}"`,
		{
			description: 'Choose one from the list Operation.',
		},
	);
}
