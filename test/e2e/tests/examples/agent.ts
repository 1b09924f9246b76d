import { openAsBlob } from 'node:fs';
import { expect } from 'expect';
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
import { uploadAndWait } from '../inputs';
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
		name: 'an AI agent gives its tool the link of a document that is named in a chat',
		run: async (environment) => {
			const { api } = environment.n8n;
			const { url } = await startFileServer([invoice.path]);
			const model = await api.createCredential(await startChatModel(), { name: 'Model', type: 'openAiApi' });
			const workflow = withCredential(await example(environment, 'ai-agent-reads-documents'), 'Chat Model', 'openAiApi', model);
			const tool = workflow.nodes.find(({ name }) => name === 'Read Fields');
			if (tool === undefined) throw new Error('The example has no tool');
			tool.parameters = {
				...uploadAndWait(environment.anesya),
				descriptionType: 'manual',
				toolDescription: 'Reads the fields of a document at a link',
				files: 'links',
				links: "={{ $fromAI('links', 'The link of the document', 'string') }}",
			};
			const id = await api.activate(workflow);
			const answer = await askIn(environment, workflow, `What is the total of ${url}/${invoice.name} ?`);
			await api.deactivate(id);
			for (const value of Object.values(invoice.fields)) expect(answer).toContain(String(value));
		},
	},
];

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
