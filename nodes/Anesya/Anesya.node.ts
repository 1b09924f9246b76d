import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeHintForBuilders } from './fields/builderHint';
import { searchExtracts } from './methods/searchExtracts';
import { searchSchemas } from './methods/searchSchemas';
import { searchTables } from './methods/searchTables';
import { searchWorkflows } from './methods/searchWorkflows';
import { extractResource } from './operations/extract';
import { findOperation } from './operations/resource';
import { runOperation } from './operations/runOperation';
import { schemaResource } from './operations/schema';

export class Anesya implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Anesya',
		name: 'anesya',
		icon: { light: 'file:anesya.svg', dark: 'file:anesya.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase() + ": " + $parameter["resource"] }}',
		description:
			'Extract data from documents, such as the fields and tables of invoices: read PDF files and images (OCR)',
		defaults: { name: 'Anesya' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		...nodeHintForBuilders,
		credentials: [{ name: 'anesyaApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Extract',
						value: 'extract',
						description: 'A document and the data that Anesya extracts from it',
					},
					{
						name: 'Schema',
						value: 'schema',
						description: 'Defines which fields Anesya extracts from a kind of document',
					},
				],
				default: 'extract',
			},
			...extractResource.properties,
			...schemaResource.properties,
		],
	};

	methods = { listSearch: { searchExtracts, searchSchemas, searchTables, searchWorkflows } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = findOperation([extractResource, schemaResource], this);
		return await runOperation(this, operation);
	}
}
