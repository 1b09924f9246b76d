import { expect } from 'expect';

import type { Check } from '../../../checks';
import { cutOffTexts } from '../../browser/cutOff';
import { everyOperation } from '../../workflows/everyOperation';
import type { EditorPlace } from './place';

const PACKAGE = 'n8n-nodes-anesya.';

/** An address as it is copied out of a browser. */
const ADDRESS = 'https://app.anesya.app/workflow/0f8fad5b-d9cb-469f-a165-70867728950e/';

export const panels: Array<Check<EditorPlace>> = [
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
				expect({ name, cutOff: await cutOffTexts(editor.page) }).toEqual({ name, cutOff: [] });
				await editor.close();
			}
			return `${workflow.nodes.length} panels`;
		},
	},
	{
		name: 'the address of a workflow can be pasted where its ID is asked for',
		run: async ({ editor }) => {
			const panel = await editor.openNode('Anesya extract uploadAndWait');
			const issues = editor.find('parameter-issues');
			expect(await issues.count()).toBe(1);
			await panel.getByPlaceholder(/^e\.g\. 0f8fad5b/).fill(ADDRESS);
			await issues.waitFor({ state: 'detached' });
			await editor.screenshot('pasted address');
			await editor.close();
		},
	},
	{
		name: 'the lists of operations, outputs and options say what each entry does',
		run: async ({ editor }) => {
			const panel = await editor.openNode('Anesya extract upload');
			for (const name of ['operation', 'files']) {
				await editor.field(name).click();
				await editor.screenshot(`list ${name}`);
				await editor.page.keyboard.press('Escape');
			}
			await panel.getByPlaceholder('Add option').click();
			await editor.screenshot('list options');
			await editor.page.keyboard.press('Escape');
			await editor.close();
		},
	},
];
