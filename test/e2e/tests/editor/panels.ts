import { expect } from 'expect';

import type { TestCase } from '../../../testRunner';
import { truncatedTexts } from '../../browser/truncatedTexts';
import type { EditorEnvironment } from '../../environment';
import { everyOperation } from '../../workflows/everyOperation';
import { example } from '../examples/example';
import { uploadAndWait } from '../inputs';

const PACKAGE = 'n8n-nodes-anesya.';

/** A URL as copied from a browser. */
const URL_OF_WORKFLOW = 'https://app.anesya.app/workflow/0f8fad5b-d9cb-469f-a165-70867728950e/';

export const panels: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'the panel of every operation and trigger opens, and no text in it is cut off',
		run: async ({ n8n, editor }) => {
			const types = (await n8n.api.nodeTypes()).filter(
				({ name }) => name.startsWith(PACKAGE) && !name.endsWith('Tool'),
			);
			const workflow = everyOperation(types, n8n.credential);
			await editor.openWorkflow(await n8n.api.createWorkflow(workflow));
			await editor.screenshot('every-operation');
			for (const { name } of workflow.nodes) {
				await editor.openNode(name);
				await editor.screenshot(`panel ${name}`);
				expect({ name, cutOff: await truncatedTexts(editor.page) }).toEqual({ name, cutOff: [] });
				await editor.close();
			}
			return `${workflow.nodes.length} panels`;
		},
	},
	{
		name: 'the workflow is chosen from a list of those that were used recently',
		run: async ({ anesya, editor }) => {
			const panel = await editor.openNode('Anesya extract upload');
			anesya.seed({ documentName: 'Facture.pdf' });
			expect(await editor.find('parameter-issues').count()).toBe(1);
			await editor.field('workflow').click();
			await editor.find('rlc-item').getByText('Facture.pdf').waitFor();
			await editor.screenshot('list workflows');
			await editor.find('rlc-item').first().click();
			await editor.find('parameter-issues').waitFor({ state: 'detached' });
			const chosen = panel.getByPlaceholder('Choose an Anesya workflow');
			expect(await chosen.inputValue()).toMatch(/^Invoice [0-9a-f]{8} \(/);
			await editor.screenshot('chosen workflow');
			await editor.close();
		},
	},
	{
		name: 'the URL of a workflow can be pasted where its ID is expected',
		run: async ({ editor }) => {
			const panel = await editor.openNode('Anesya extract uploadAndWait');
			const issues = editor.find('parameter-issues');
			expect(await issues.count()).toBe(1);
			await editor.find('rlc-mode-selector').first().click();
			await editor.find('mode-id').locator('visible=true').first().click();
			await panel.getByPlaceholder(/^e\.g\. 0f8fad5b/).fill(URL_OF_WORKFLOW);
			await issues.waitFor({ state: 'detached' });
			await editor.screenshot('pasted URL');
			await editor.close();
		},
	},
	{
		name: 'the lists of operations, files and outputs say what each entry does, in two lines at most',
		run: async ({ editor }) => {
			const panel = await editor.openNode('Anesya extract uploadAndWait');
			for (const name of ['operation', 'files', 'output']) {
				await editor.field(name).click();
				await editor.screenshot(`list ${name}`);
				expect({ name, cutOff: await truncatedTexts(editor.page) }).toEqual({ name, cutOff: [] });
				await editor.page.keyboard.press('Escape');
			}
			await panel.getByPlaceholder('Add option').click();
			await editor.screenshot('list options');
			await editor.page.keyboard.press('Escape');
			await editor.close();
		},
	},
	{
		name: 'the panel of a tool shows what an agent can give and take: links, and no operation that outputs files',
		run: async (environment) => {
			const { n8n, anesya, editor } = environment;
			const workflow = await example(environment, 'ai-agent-reads-documents');
			const nodes = workflow.nodes.map((node) =>
				node.name === 'Read Fields' ? { ...node, parameters: uploadAndWait(anesya) } : node,
			);
			await editor.openWorkflow(await n8n.api.createWorkflow({ ...workflow, nodes }));
			const panel = await editor.openNode('Read Fields');
			await panel.getByText('The AI agent can give links to documents').waitFor();
			expect(await panel.innerText()).toContain("$fromAI('link'");
			await editor.screenshot('panel tool');
			await editor.field('operation').click();
			const operations = editor.page.locator('.el-select-dropdown:visible, [role=listbox]:visible');
			await operations.getByText('Get Many').first().waitFor();
			expect(await operations.allInnerTexts()).not.toContain('Download');
			await editor.screenshot('list operations of a tool');
			await editor.page.keyboard.press('Escape');
			await editor.close();
		},
	},
];
