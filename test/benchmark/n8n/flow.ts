import { randomUUID } from 'node:crypto';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../../e2e/server/n8nApi';
import type { AnesyaProcess } from '../emulator/startAnesyaProcess';

const TYPES = 'n8n-nodes-base.';

/** One of n8n's own nodes. */
export function builtIn(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode {
	return { id: randomUUID(), name, type: TYPES + type, typeVersion, position: [0, 0], parameters };
}

/** Starts a workflow, and responds when it has finished. */
export function webhook(): INode {
	const path = randomUUID();
	const parameters = {
		httpMethod: 'POST',
		path,
		options: {},
		responseMode: 'lastNode',
		responseData: 'allEntries',
	};
	return { ...builtIn('Webhook', 'webhook', 2, parameters), webhookId: path };
}

/** Calls Anesya as a user without this package does. */
export function httpRequest(
	name: string,
	{ token }: Pick<AnesyaProcess, 'token'>,
	parameters: INodeParameters,
): INode {
	return builtIn(name, 'httpRequest', 4.2, {
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: token }] },
		options: {},
		...parameters,
	});
}

/** Uploads the file of each item. */
export function uploadByHttpRequest({ url, token }: Pick<AnesyaProcess, 'url' | 'token'>): INode {
	return httpRequest(
		'Upload',
		{ token },
		{
			method: 'POST',
			url: `=${url}/workflow/{{ $('Webhook').first().json.body.workflow }}/extract/`,
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: {
				parameters: [
					{
						parameterType: 'formBinaryData',
						name: 'extracts[0][document]',
						inputDataFieldName: 'data',
					},
				],
			},
		},
	);
}

/** A workflow of nodes in a row, with further links from an output of a node to another node. */
export function flow(
	name: string,
	nodes: INode[],
	more: Array<{ from: string; output: number; to: string }> = [],
): WorkflowFile {
	const connections: IConnections = {};
	const link = (from: string, output: number, to: string) => {
		const { main } = (connections[from] ??= { main: [] });
		while (main !== undefined && main.length <= output) main.push([]);
		main?.[output]?.push({ node: to, type: 'main', index: 0 });
	};
	nodes.slice(1).forEach((node, index) => link(nodes[index]?.name ?? '', 0, node.name));
	more.forEach(({ from, output, to }) => link(from, output, to));
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, position: [index * 220, 0] })),
		connections,
	};
}
