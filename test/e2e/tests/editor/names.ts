import { expect } from 'expect';
import type { INodeParameters } from 'n8n-workflow';
import type { Request } from 'playwright-core';

import type { TestCase } from '../../../testRunner';
import type { EditorEnvironment } from '../../environment';
import { serve } from '../../server/serve';
import { manualAnesya } from '../../workflows/manualAnesya';
import { byId, extract } from '../inputs';

/** A field in the mode From List, with nothing chosen yet. */
const FROM_LIST = { __rl: true, mode: 'list', value: '' };

/** What the names carry, so that everything that comes of them is recognised. */
const MARK = 'leak-of-a-name';

/** Names as a stranger's e-mail may bring them, as HTML and as Markdown. */
const hostileNames = (server: string) => [
	`<img src="${server}/${MARK}" onerror="window.leak = 1">.pdf`,
	`<img src="https://${MARK}.example/x.png" onload="window.leak = 1">.pdf`,
	`<a href="https://${MARK}.example" style="background: url(${server}/${MARK})">Sign in again</a>.pdf`,
	`<b style="background-image: url(&quot;${server}/${MARK}&quot;)">b</b>.pdf`,
	`<script>window.leak = 1</script><svg onload="window.leak = 1">.pdf`,
	`[Sign in](javascript:window.leak=1) ![](${server}/${MARK}).pdf`,
];

/** Runs in the page: whether a script of a name ran, or a link or an image came of one. */
const TRACES = `[
	...(window.leak === undefined ? [] : ['a script ran']),
	...[...document.querySelectorAll('[href*="${MARK}"], [src*="${MARK}"], [style*="${MARK}"], a[href^="javascript:"]')].map((element) => element.outerHTML),
]`;

/** Does something with such names in the editor, and expects that nothing came of them. */
async function expectHarmless(
	{ editor: { page } }: EditorEnvironment,
	task: () => Promise<void>,
): Promise<void> {
	const asked: string[] = [];
	const note = (request: Request) => {
		if (request.url().includes(MARK)) asked.push(request.url());
	};
	page.on('request', note);
	await task().finally(() => page.off('request', note));
	expect(asked).toEqual([]);
	expect(await page.evaluate(TRACES)).toEqual([]);
}

async function open(
	{ n8n, editor }: EditorEnvironment,
	parameters: INodeParameters,
): Promise<void> {
	const workflow = manualAnesya(parameters, n8n.credential);
	await editor.openWorkflow(await n8n.api.createWorkflow(workflow));
	await editor.openNode('Anesya');
}

async function execute({ editor }: EditorEnvironment, shows: string): Promise<void> {
	await editor.find('node-execute-button').click();
	await editor.find('output-panel').getByText(shows).first().waitFor();
}

/** Names from outside stay texts, wherever n8n shows them. */
export const names: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'names of documents and schemas as HTML or Markdown are texts in the lists of the panel',
		run: async (environment) => {
			const { anesya, editor } = environment;
			const server = await serve((_request, response) => response.end());
			for (const name of hostileNames(server)) {
				const workflow = crypto.randomUUID();
				anesya.settings.workflows.push(workflow);
				anesya.seed({ documentName: name, workflow });
				const schema = { name, description: name, additional_informations: null, schema: {} };
				anesya.createSchema(schema);
			}
			for (const [operation, field, shows] of [
				['upload', 'workflow', '<img src='],
				['get', 'extractId', 'Sign in'],
				['uploadWithoutWorkflow', 'schema', '<script>'],
			] as const)
				await expectHarmless(environment, async () => {
					await open(environment, extract(operation, { [field]: FROM_LIST }));
					await editor.field(field).click();
					await editor.find('rlc-item').getByText(shows).first().waitFor();
					await editor.screenshot(`names in ${field}`);
					await editor.page.keyboard.press('Escape');
				});
		},
	},
	{
		name: 'they are texts in the hints and in each view of the output',
		run: async (environment) => {
			const { anesya, editor } = environment;
			const server = await serve((_request, response) => response.end());
			const seeded = hostileNames(server).map((name) =>
				anesya.seed({ documentName: name, data: null }),
			);
			const ids = JSON.stringify(seeded.map(({ id }) => id));
			await expectHarmless(environment, async () => {
				await open(environment, extract('get', { extractId: byId(`={{ ${ids}[$json.index] }}`) }));
				await execute(environment, 'No data was extracted from');
				const output = editor.find('output-panel');
				for (const view of ['Schema', 'Table', 'JSON']) {
					await output.getByText(view, { exact: true }).first().click();
					await output.getByText('Sign in').first().waitFor();
					await editor.screenshot(`names in ${view}`);
				}
			});
		},
	},
	{
		name: 'they are texts in an error, its details and its notification',
		run: async (environment) => {
			const { anesya, editor } = environment;
			const server = await serve((_request, response) => response.end());
			const [, image = '', link = '', styled = ''] = hostileNames(server);
			for (const name of [image, link, styled]) {
				const { id } = anesya.seed({ documentName: name, failsAt: name });
				await expectHarmless(environment, async () => {
					await open(environment, extract('wait', { extractId: byId(id) }));
					await execute(environment, 'Anesya could not extract');
					await editor.screenshot(`names in an error ${name.slice(1, 2)}`);
				});
				await editor.close();
			}
			const body = JSON.stringify({ detail: styled });
			const fault = { kind: 'response', status: 400, body } as const;
			anesya.fault({ path: /^\/extract\/.+/, times: 6, fault });
			await expectHarmless(environment, async () => {
				await open(environment, extract('get', { extractId: byId(crypto.randomUUID()) }));
				await execute(environment, 'Anesya did not accept the request');
			});
			await editor.close();
		},
	},
];
