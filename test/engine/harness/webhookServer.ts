import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { IDataObject, INode, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { readTrigger, staticDataOf } from './activeTrigger';
import type { Surroundings } from './runWorkflow';

/** A listening trigger, and what became of the calls to it. */
export interface WebhookServer {
	url: string;
	/** The items of each execution that was started. */
	started: INodeExecutionData[][];
	/** What the trigger threw: n8n responds with 500 and lists a failed execution. */
	failed: unknown[];
	/** What n8n keeps in the static data of the workflow. */
	staticData(): IDataObject;
	/** Makes the process forget the trigger, as switching the workflow off does. */
	switchOff(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Replaces n8n's server: for each call, it reads the workflow anew, lets n8n-core call its trigger,
 * writes the static data back, and responds.
 */
export async function startWebhookServer(
	node: INode,
	around: Surroundings,
	mode: WorkflowExecuteMode = 'webhook',
): Promise<WebhookServer> {
	const started: INodeExecutionData[][] = [];
	const failed: unknown[] = [];
	let staticData: IDataObject = {};

	async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const isForm = request.headers['content-type']?.startsWith('multipart/') === true;
		const body = await buffer(request);
		const trigger = readTrigger(node, staticData, around, mode);
		const httpRequest = Object.assign(request, { rawBody: isForm ? undefined : body });
		try {
			const result = await trigger.type.webhook?.call(
				trigger.webhookContext({ httpRequest, httpResponse: likeExpress(response) }),
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
			const trigger = readTrigger(node, staticData, around, 'internal');
			await trigger.type.webhookMethods?.default?.delete.call(trigger.hookContext());
		},
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
}

/** The two methods of Express that the trigger uses. */
function likeExpress(response: ServerResponse) {
	const express = {
		status(code: number) {
			response.statusCode = code;
			return express;
		},
		json: (body: unknown) => response.end(JSON.stringify(body)),
	};
	return express;
}
