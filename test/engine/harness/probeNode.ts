import type {
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

/** A node for the test of the harness: it sends the file of each item, and then waits if told to. */
export class ProbeNode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Uses what n8n offers to a node',
		defaults: { name: 'Probe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'probeApi', required: true }],
		properties: [
			{
				displayName: 'Address',
				name: 'address',
				type: 'resourceLocator',
				default: { mode: 'url', value: '' },
				modes: [{ displayName: 'URL', name: 'url', type: 'string' }],
			},
			{ displayName: 'Waits', name: 'waits', type: 'boolean', default: false },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outcomes = this.getInputData().map(async (_item, index) => await probe(this, index));
		this.addExecutionHints({ message: `Sent ${outcomes.length}` });
		return [await Promise.all(outcomes)];
	}
}

async function probe(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const pairedItem = { item: itemIndex };
	try {
		const url = String(context.getNodeParameter('address', itemIndex, '', { extractValue: true }));
		const body = await contentOf(context, itemIndex);
		const response = await context.helpers.httpRequestWithAuthentication.call(context, 'probeApi', {
			method: 'POST',
			url,
			body,
		});
		if (context.getNodeParameter('waits', itemIndex)) await untilStopped(context);
		return { json: { response }, pairedItem };
	} catch (cause) {
		const error = new NodeOperationError(
			context.getNode(),
			cause instanceof Error ? cause : 'unknown',
			{ itemIndex },
		);
		if (!context.continueOnFail()) throw error;
		return { json: {}, error, pairedItem };
	}
}

async function contentOf(context: IExecuteFunctions, itemIndex: number): Promise<Buffer> {
	const { id } = context.helpers.assertBinaryData(itemIndex, 'data');
	if (id === undefined) return await context.helpers.getBinaryDataBuffer(itemIndex, 'data');
	return await context.helpers.binaryToBuffer(await context.helpers.getBinaryStream(id));
}

async function untilStopped(context: IExecuteFunctions): Promise<void> {
	const signal = context.getExecutionCancelSignal();
	await new Promise<void>((resolve) =>
		signal?.addEventListener('abort', () => resolve(), { once: true }),
	);
	throw new Error('It was stopped');
}

const shared = {
	name: 'probeApi',
	displayName: 'Probe API',
	properties: [{ displayName: 'Token', name: 'token', type: 'string' as const, default: '' }],
};

/** The two ways in which a credential type can define its authentication. */
export const probeCredentials: Record<'function' | 'template', ICredentialType> = {
	function: {
		...shared,
		authenticate: async ({ token }, request): Promise<IHttpRequestOptions> => ({
			...request,
			headers: { ...request.headers, Authorization: String(token).trim() },
		}),
	},
	template: {
		...shared,
		authenticate: {
			type: 'generic',
			properties: { headers: { Authorization: '={{ $credentials.token.trim() }}' } },
		},
	},
};
