import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { IDataObject, INode, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { loadTrigger, staticDataOf } from './activeTrigger';
import type { EngineContext } from './runWorkflow';

/** A listening trigger, and the results of the calls to it. */
export interface WebhookServer {
	url: string;
	/** The items that each execution was started with. */
	started: INodeExecutionData[][];
	/** What the trigger threw: n8n responds with 500 and lists a failed execution. */
	failed: unknown[];
	/** The static data that n8n stores. */
	staticData(): IDataObject;
	/** Frees what the process remembers, as switching the workflow off does. */
	switchOff(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Replaces n8n's server: it loads the workflow again for each call, calls its trigger with a context of
 * n8n-core, stores the static data, and responds.
 */
export async function startWebhookServer(
	node: INode,
	context: EngineContext,
	mode: WorkflowExecuteMode = 'webhook',
): Promise<WebhookServer> {
	const started: INodeExecutionData[][] = [];
	const failed: unknown[] = [];
	let staticData: IDataObject = {};

	async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const isForm = request.headers['content-type']?.startsWith('multipart/') === true;
		const body = await buffer(request);
		const trigger = loadTrigger(node, staticData, context, mode);
		const httpRequest = Object.assign(request, { rawBody: isForm ? undefined : body });
		try {
			const result = await trigger.type.webhook?.call(
				trigger.webhookContext({ httpRequest, httpResponse: asExpressResponse(response) }),
			);
			if (trigger.workflow.staticData.__dataChanged === true) staticData = staticDataOf(trigger);
			if (result?.workflowData !== undefined) started.push(...result.workflowData);
			if (result?.noWebhookResponse !== true) response.end('{"message":"Workflow was started"}');
		} catch (error) {
			failed.push(error);
			response
				.writeHead(500)
				.end('{"message":"Workflow Webhook Error: Workflow could not be started!"}');
		}
	}

	const server = createServer((request, response) => void receive(request, response));
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return {
		url: `http://127.0.0.1:${address.port}/`,
		started,
		failed,
		staticData: () => staticData,
		async switchOff() {
			const trigger = loadTrigger(node, staticData, context, 'internal');
			await trigger.type.webhookMethods?.default?.delete.call(trigger.hookContext());
		},
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}

/** Adds the methods of Express that the trigger uses. */
function asExpressResponse(response: ServerResponse) {
	const express = {
		status(code: number) {
			response.statusCode = code;
			return express;
		},
		setHeader: (name: string, value: string) => response.setHeader(name, value),
		json: (body: unknown) => response.end(JSON.stringify(body)),
	};
	return express;
}
