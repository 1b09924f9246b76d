import { expect } from 'expect';

import type { EmulatorResponse } from '../../emulator';
import type { TestCase } from '../../testRunner';
import { takeWatched, tokenIn, WRITTEN } from '../canary';
import type { Environment } from '../environment';
import { storedTexts } from '../server/storedTexts';
import { webhookToAnesya } from '../workflows/webhookToAnesya';
import { extract } from './inputs';
import { withAnesya } from './ownAnesya';

/** Answers of a server that sends the token back, in each way to write it. */
const ECHOES = WRITTEN.flatMap((written) => [
	{ status: 200, extracted_data: { written, [written]: 1 }, content: written },
	{ status: 400, detail: `You sent ${written}` },
]);

/** These run last, over everything that the tests before them have left. */
export const secrecy: Array<TestCase<Environment>> = [
	{
		name: 'a server that sends the token back cannot have it shown',
		run: async ({ n8n }) =>
			await withAnesya(n8n, {}, async (anesya, credential) => {
				const steps = [extract('get', { extractId: '={{ $json.body.id }}' })];
				const hook = await n8n.api.listen(webhookToAnesya({ credential, steps }));
				const { id } = anesya.seed();
				for (const { status, ...fields } of ECHOES) {
					const change = ({ body }: EmulatorResponse): EmulatorResponse => ({
						status,
						body: { ...Object(body), ...fields },
					});
					anesya.fault({ path: /^\/extract\/.+/, fault: { kind: 'changed', change } });
					const response = await hook.postJson({ id });
					expect([fields, tokenIn(JSON.stringify(response))]).toEqual([fields, []]);
				}
			}),
	},
	{
		name: 'the token is in no execution, with its items, texts and hints',
		run: async ({ n8n }) => {
			const executions = await n8n.api.executions();
			expect(executions.length).toBeGreaterThan(0);
			for (const { id } of executions) {
				const response = await n8n.api.rest.get(`/rest/executions/${id}`);
				expect(response.status).toBe(200);
				expect([id, tokenIn(await response.text())]).toEqual([id, []]);
			}
			return `${executions.length} executions`;
		},
	},
	{
		name: "the token is neither in n8n's log nor in its database, nor in any other file that it wrote",
		run: async ({ n8n }) => {
			const names: string[] = [];
			let hasCredential = false;
			expect(tokenIn(await n8n.log())).toEqual([]);
			for await (const [name, text] of storedTexts(n8n)) {
				expect([name, tokenIn(text)]).toEqual([name, []]);
				// What is looked through is n8n's data indeed.
				hasCredential ||= text.includes(n8n.credential.name);
				names.push(name);
			}
			expect(hasCredential).toBe(true);
			return names.filter((name) => /sqlite|Postgre/.test(name)).join(', ');
		},
	},
	{
		name: "no server has received the token, except in Anesya's header",
		run: async () => {
			const servers = takeWatched();
			const found = servers.map(([server, received]) => ({ server, forms: tokenIn(received) }));
			expect(found.filter(({ forms }) => forms.length > 0)).toEqual([]);
			expect(servers.some(([, received]) => received.includes('/extract/'))).toBe(true);
			return `${servers.length} servers`;
		},
	},
];
