import { expect } from 'expect';

import type { Check } from '../../../checks';
import { damaged, invoice, receipt } from '../../../documents';
import { documentsFolder } from '../../server/documentsFolder';
import { example, folderOf } from '../examples/place';
import type { EditorPlace } from './place';

const SPREADSHEET = 'local-folder-to-spreadsheet';
const BATCH = 'large-batch-failed-documents-aside';

export const running: Array<Check<EditorPlace>> = [
	{
		name: 'a step is executed in the editor, and the lines of an invoice stand in its output',
		run: async (place) => {
			const { n8n, editor } = place;
			await documentsFolder(folderOf(place, SPREADSHEET), [invoice]);
			await editor.openWorkflow(await n8n.api.createWorkflow(await example(place, SPREADSHEET)));
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
		run: async (place) => {
			const { n8n, editor } = place;
			await documentsFolder(folderOf(place, BATCH), [invoice, receipt, damaged]);
			await editor.openWorkflow(await n8n.api.createWorkflow(await example(place, BATCH)));
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
