import { openAsBlob } from 'node:fs';
import { expect } from 'expect';
import { fetch,FormData } from 'undici';

import { invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { waitUntil } from '../../server/waitUntil';
import { startChatModel } from '../../services/chatModel';
import { withCredential } from '../../workflows/examples';
import { example } from './example';

export const agent: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: an AI agent in a chat reads the fields of a document with Anesya as its tool',
		run: async (environment) => {
			const { api, url } = environment.n8n;
			const model = await api.createCredential(await startChatModel(), { name: 'Model', type: 'openAiApi' });
			const workflow = withCredential(await example(environment, 'ai-agent-reads-documents'), 'Chat Model', 'openAiApi', model);
			const id = await api.activate(workflow);
			const chat = `${url}/webhook/${workflow.nodes.find(({ name }) => name === 'Chat')?.webhookId}/chat`;

			const ask = async (question: string, files: Array<typeof invoice>) => {
				const body = new FormData();
				for (const [name, value] of Object.entries({ action: 'sendMessage', sessionId: 'one', chatInput: question })) body.append(name, value);
				for (const { path, mimeType, name } of files) body.append('files', await openAsBlob(path, { type: mimeType }), name);
				return await waitUntil('the chat answers', async () => {
					const response = await fetch(chat, { method: 'POST', body });
					return response.status === 404 ? undefined : JSON.stringify(await response.json());
				});
			};
			expect(await ask('Hello', [])).toContain('Which document?');
			const answer = await ask('What is the total?', [invoice]);
			await api.deactivate(id);
			for (const value of Object.values(invoice.fields)) expect(answer).toContain(String(value));
		},
	},
];
