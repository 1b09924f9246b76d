import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers, NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../../../nodes/Anesya/operations/operation';
import { defineResource, findOperation } from '../../../nodes/Anesya/operations/resource';
import { nodeWith } from './node';

const operation = (name: string, value: string, ...fields: string[]): Operation => ({
	name,
	value,
	action: `${name} a thing`,
	description: `What ${name} does`,
	fields: fields.map((field) => ({
		displayName: field,
		name: field,
		type: 'string',
		default: `default of ${field}`,
	})),
	begin: () => async () => async () => [],
});
const get = operation('Get', 'get', 'id');
const list = operation('Get Many', 'getAll', 'limit', 'filter');
const create = operation('Create', 'create', 'id', 'name');
const thing = defineResource('thing', 'Thing', [get, list, create]);
const other = defineResource('other', 'Other', [list]);

describe('A resource', () => {
	const resourceList: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		options: [],
		default: 'thing',
	};
	const shown = (parameters: INodeParameters) => {
		const { resource, ...others } =
			NodeHelpers.getNodeParameters(
				[resourceList, ...thing.properties],
				parameters,
				true,
				false,
				nodeWith(),
				null,
			) ?? {};
		expect(resource).toBe(parameters.resource ?? 'thing');
		return others;
	};

	it('lists its operations in the order of use, with what n8n shows about each', () => {
		expect(thing.properties[0]?.options).toEqual([
			{ name: 'Get', value: 'get', action: 'Get a thing', description: 'What Get does' },
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get Many a thing',
				description: 'What Get Many does',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create a thing',
				description: 'What Create does',
			},
		]);
	});

	it('shows the first operation and its fields on a fresh node', () => {
		expect(shown({})).toEqual({ operation: 'get', id: 'default of id' });
	});

	it('shows only the fields of the chosen operation', () => {
		expect(shown({ resource: 'thing', operation: 'getAll' })).toEqual({
			operation: 'getAll',
			limit: 'default of limit',
			filter: 'default of filter',
		});
		expect(shown({ resource: 'thing', operation: 'create' })).toEqual({
			operation: 'create',
			id: 'default of id',
			name: 'default of name',
		});
	});

	it('shows nothing while another is chosen', () =>
		expect(shown({ resource: 'other', operation: 'get' })).toEqual({}));
});

describe('The operation of a node', () => {
	const find = (parameters: Record<string, unknown>) =>
		findOperation([thing, other], {
			getNodeParameter: jest.fn().mockImplementation((name: string) => parameters[name]),
			getNode: () => nodeWith(),
		});

	it('is the one chosen under its resource', () => {
		expect(find({ resource: 'thing', operation: 'create' })).toBe(create);
		expect(find({ resource: 'other', operation: 'getAll' })).toBe(list);
	});

	it.each([
		[{ resource: 'other', operation: 'get' }],
		[{ resource: 'nothing', operation: 'get' }],
		[{ resource: 'thing', operation: 'constructor' }],
		[{ resource: 'thing', operation: undefined }],
	])('is refused if there is none: %j', (parameters) => {
		expect(() => find(parameters)).toThrow(NodeOperationError);
		expect(() => find(parameters)).toThrow(
			`This node has no operation "${String(parameters.operation)}"`,
		);
	});
	it.each([
		[{ resource: '__CUSTOM_API_CALL__', operation: 'get' }],
		[{ resource: 'thing', operation: '__CUSTOM_API_CALL__' }],
	])('cannot be a call of the API that n8n offers by itself: %j', (parameters) => {
		expect(() => find(parameters)).toThrow('This node cannot make a custom API call');
	});
});
