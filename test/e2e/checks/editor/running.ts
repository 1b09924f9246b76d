import { expect } from 'expect';

import type { Check } from '../../../checks';
import { damaged, invoice, receipt } from '../../../documents';
import { documentsFolder } from '../../server/documentsFolder';
import { example, folderOf } from '../examples/place';
import type { EditorPlace } from './place';

const BATCH = 'large-batch-failed-documents-aside';

export const running: Array<Check<EditorPlace>> = [
	{
		name: 'a step is executed in the editor, and the fields of the documents stand in its output',
		run: async (place) => {
			const { n8n, editor } = place;
			await documentsFolder(folderOf(place, BATCH), [invoice, receipt, damaged]);
			await editor.openWorkflow(await n8n.api.createWorkflow(await example(place, BATCH)));
			await editor.picture('example before');
			await editor.openNode('Extract');
			await editor.find('node-execute-button').click();
			const output = editor.find('output-panel');
			await output.getByText(String(invoice.fields['Invoice Number'])).first().waitFor();
			await editor.picture('output');
			expect(await output.innerText()).toContain(String(invoice.fields.Total));

			await output.getByText('Error', { exact: false }).first().click();
			await output.getByText(damaged.name).first().waitFor();
			await editor.picture('output of the failed');
			await editor.close();
			await editor.picture('example after');
		},
	},
];
