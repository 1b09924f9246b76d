import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { expect } from 'expect';
import type { INodeParameters } from 'n8n-workflow';
import { fetch,FormData } from 'undici';

import type { SampleDocument } from '../../../documents';
import { invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import type { WorkflowFile } from '../../server/n8nApi';
import { waitUntil } from '../../server/waitUntil';
import { startChatModel } from '../../services/chatModel';
import { startFileServer } from '../../services/fileServer';
import { withCredential } from '../../workflows/examples';
import { byId, extract, uploadAndWait } from '../inputs';
import { example } from './example';

export const agent: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: an AI agent in a chat reads the fields of a document with Anesya as its tool',
		run: async (environment) => {
			const { api } = environment.n8n;
			const model = await api.createCredential(await startChatModel(), { name: 'Model', type: 'openAiApi' });
			const workflow = withCredential(await example(environment, 'ai-agent-reads-documents'), 'Chat Model', 'openAiApi', model);
			const id = await api.activate(workflow);
			expect(await askIn(environment, workflow, 'Hello')).toContain('Which document?');
			const answer = await askIn(environment, workflow, 'What is the total?', [invoice]);
			await api.deactivate(id);
			for (const value of Object.values(invoice.fields)) expect(answer).toContain(String(value));
		},
	},
	{
		name: 'as a tool, a new node takes links without further set-up, and returns rows; it also retrieves an extract, and searches',
		run: async (environment) => {
			const { anesya } = environment;
			const { url } = await startFileServer([invoice.path]);
			const rows = { ...uploadAndWait(anesya), output: 'rows' };
			const fromLink = await askTool(environment, rows, `What are the lines of ${url}/${invoice.name} ?`);
			expect(fromLink.split(String(invoice.fields['Invoice Number'])).length - 1).toBeGreaterThanOrEqual(Number(invoice.rows));

			const missing = await askTool(environment, uploadAndWait(anesya), `What is in ${url}/missing.pdf ?`);
			expect(missing).toContain('load the file with an HTTP Request node');

			const number = randomUUID();
			const { id } = anesya.seed({ documentName: `${number}.pdf`, data: { Total: 4711 } });
			const extractId = byId("={{ $fromAI('id', 'The ID of the extract', 'string') }}");
			expect(await askTool(environment, extract('get', { extractId }), `What is in ${id} ?`)).toContain('4711');
			const filters = { search: "={{ $fromAI('name', 'A part of the name', 'string') }}" };
			const found = await askTool(environment, extract('getAll', { filters }), `Find ${number}`);
			expect(found).toContain(id);
			expect(found).not.toContain('document_url');
		},
	},
];

/** Asks an agent whose only tool is a node with these parameters. */
async function askTool(environment: ExamplesEnvironment, parameters: INodeParameters, question: string): Promise<string> {
	const { api } = environment.n8n;
	const model = await api.createCredential(await startChatModel(), { name: 'Model', type: 'openAiApi' });
	const workflow = withCredential(await example(environment, 'ai-agent-reads-documents'), 'Chat Model', 'openAiApi', model);
	const tool = workflow.nodes.find(({ name }) => name === 'Read Fields');
	if (tool === undefined) throw new Error('The example has no tool');
	tool.parameters = parameters;
	const id = await api.activate(workflow);
	const answer = await askIn(environment, workflow, question);
	await api.deactivate(id);
	return answer;
}

/** Asks in the chat of an active workflow. @returns its answer, as text */
async function askIn(
	{ n8n }: ExamplesEnvironment,
	{ nodes }: WorkflowFile,
	question: string,
	files: SampleDocument[] = [],
): Promise<string> {
	const chat = `${n8n.url}/webhook/${nodes.find(({ name }) => name === 'Chat')?.webhookId}/chat`;
	const body = new FormData();
	for (const [name, value] of Object.entries({ action: 'sendMessage', sessionId: 'one', chatInput: question })) body.append(name, value);
	for (const { path, mimeType, name } of files) body.append('files', await openAsBlob(path, { type: mimeType }), name);
	return await waitUntil('the chat answers', async () => {
		const response = await fetch(chat, { method: 'POST', body });
		return response.status === 404 ? undefined : JSON.stringify(await response.json());
	});
}
