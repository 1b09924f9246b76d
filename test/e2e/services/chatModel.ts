import { json } from 'node:stream/consumers';
import { z } from 'zod';

import { serve } from '../server/serve';

/** The id of an extract, or a link. */
const SUBJECT = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|https?:\/\/[^\s"\\]+/;

const conversationShape = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(
			z.object({
				function: z.object({
					name: z.string(),
					parameters: z.object({ properties: z.record(z.unknown()) }),
				}),
			}),
		)
		.default([]),
});
type Conversation = z.infer<typeof conversationShape>;

/**
 * Starts a stand-in for a chat model with OpenAI's API: it passes the id or the link in the
 * conversation to the first tool, and replies with the result of the tool.
 *
 * @returns the data of n8n's credential of the type openAiApi
 */
export async function startChatModel(): Promise<Record<string, unknown>> {
	const url = await serve((request, response) => {
		void json(request).then((body) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(conversationShape.parse(body))));
		});
	});
	return { apiKey: 'any', url: `${url}/v1` };
}

function completion(conversation: Conversation): object {
	const { message, reason } = reply(conversation);
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 0,
		model: 'stand-in',
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function reply({ messages, tools }: Conversation): { message: object; reason: string } {
	const results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
	if (results.length > 0)
		return { message: { content: `It says: ${JSON.stringify(results)}` }, reason: 'stop' };

	const [subject] = SUBJECT.exec(JSON.stringify(messages)) ?? [];
	const [tool] = tools;
	if (subject === undefined || tool === undefined)
		return { message: { content: 'Which document?' }, reason: 'stop' };
	const [argument = ''] = Object.keys(tool.function.parameters.properties);
	const call = { name: tool.function.name, arguments: JSON.stringify({ [argument]: subject }) };
	return {
		message: { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] },
		reason: 'tool_calls',
	};
}
