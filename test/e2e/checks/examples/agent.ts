import { openAsBlob } from 'node:fs';
import { expect } from 'expect';
import { fetch,FormData } from 'undici';

import type { Check } from '../../../checks';
import { invoice } from '../../../documents';
import { until } from '../../server/until';
import { startChatModel } from '../../services/chatModel';
import { withCredential } from '../../workflows/examples';
import type { ExamplesPlace } from './place';
import { example } from './place';

export const agent: Array<Check<ExamplesPlace>> = [
	{
		name: 'example: an AI agent is asked about a document in the chat, and reads its fields with Anesya as its tool',
		run: async (place) => {
			const { api, url } = place.n8n;
			const model = await api.createCredential(await startChatModel(), { name: 'Model', type: 'openAiApi' });
			const workflow = withCredential(await example(place, 'ai-agent-reads-documents'), 'Chat Model', 'openAiApi', model);
			const id = await api.activate(workflow);
			const chat = `${url}/webhook/${workflow.nodes.find(({ name }) => name === 'Chat')?.webhookId}/chat`;

			const ask = async (question: string, files: Array<typeof invoice>) => {
				const body = new FormData();
				for (const [name, value] of Object.entries({ action: 'sendMessage', sessionId: 'one', chatInput: question })) body.append(name, value);
				for (const { path, mimeType, name } of files) body.append('files', await openAsBlob(path, { type: mimeType }), name);
				return await until('the chat answers', async () => {
					const answer = await fetch(chat, { method: 'POST', body });
					return answer.status === 404 ? undefined : JSON.stringify(await answer.json());
				});
			};
			expect(await ask('Hello', [])).toContain('Which document?');
			const answer = await ask('What is the total?', [invoice]);
			await api.deactivate(id);
			for (const value of Object.values(invoice.fields)) expect(answer).toContain(String(value));
		},
	},
];
