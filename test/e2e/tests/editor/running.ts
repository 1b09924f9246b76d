import { expect } from 'expect';

import { damaged, invoice, receipt } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { EditorEnvironment } from '../../environment';
import { documentsFolder } from '../../server/documentsFolder';
import { exampleNames, readExample } from '../../workflows/examples';
import { example, folderOf } from '../examples/example';

const SPREADSHEET = 'local-folder-to-spreadsheet';
const BATCH = 'large-batch-failed-documents-aside';

export const running: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'every example is imported, and its note is not cut off',
		run: async ({ n8n, editor }) => {
			for (const name of await exampleNames()) {
				await editor.openWorkflow(await n8n.api.createWorkflow(await readExample(name)));
				await editor.find('sticky').first().waitFor();
				await editor.page.keyboard.press('1');
				await editor.screenshot(`example ${name}`);
				const cutOff = await editor.page.evaluate(NOTE_IS_CUT_OFF);
				expect({ name, cutOff }).toEqual({ name, cutOff: false });
			}
		},
	},
	{
		name: 'a node is executed in the editor, and its output shows the lines of an invoice',
		run: async (environment) => {
			const { n8n, editor } = environment;
			await documentsFolder(folderOf(environment, SPREADSHEET), [invoice]);
			await editor.openWorkflow(
				await n8n.api.createWorkflow(await example(environment, SPREADSHEET)),
			);
			await editor.openNode('Extract Line Items');
			await editor.find('node-execute-button').click();
			const output = editor.find('output-panel');
			await output.getByText(String(invoice.fields['Invoice Number'])).first().waitFor();
			await editor.screenshot('output rows');
			expect(await output.innerText()).toContain(`${invoice.rows} items`);
			await editor.close();
			await editor.screenshot('example executed');
		},
	},
	{
		name: 'a failed document is in the error branch with its file and a text that says what to do',
		run: async (environment) => {
			const { n8n, editor } = environment;
			await documentsFolder(folderOf(environment, BATCH), [invoice, receipt, damaged]);
			await editor.openWorkflow(await n8n.api.createWorkflow(await example(environment, BATCH)));
			await editor.openNode('Extract');
			await editor.find('node-execute-button').click();
			const output = editor.find('output-panel');
			await output.getByText('Error Branch (1 item)').click();
			await output.getByText(damaged.name).first().waitFor();
			await editor.screenshot('failed document');
			await output.getByText('Schema', { exact: true }).click();
			await output.getByText('description', { exact: true }).waitFor();
			await editor.screenshot('failed document why');
			await editor.close();
			await editor.screenshot('batch executed');
		},
	},
];

/** Runs in the page: whether a part of the note is longer than its space. */
const NOTE_IS_CUT_OFF = `[...document.querySelectorAll('[data-test-id="sticky"] *')].some(
	(part) => part.clientHeight > 40 && part.scrollHeight > part.clientHeight + 2,
)`;
