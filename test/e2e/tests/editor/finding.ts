import { expect } from 'expect';

import type { TestCase } from '../../../testRunner';
import type { EditorEnvironment } from '../../environment';
import { waitUntil } from '../../server/waitUntil';
import { example } from '../examples/example';

/** What users type who do not know Anesya. */
const WORDS = [
	'pdf',
	'ocr',
	'idp',
	'invoice',
	'receipt',
	'facture',
	'Rechnung',
	'extract',
	'extract data',
	'extract document',
	'document extraction',
	'extract invoice',
	'extract invoice data',
	'extract data from pdf',
	'parse invoice',
	'read pdf',
	'parse pdf',
	'pdf to text',
	'document ai',
	'image to text',
	'attachment',
];

export const finding: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'the node is found by its purpose, not only by its name',
		run: async (environment) => {
			const { n8n, editor } = environment;
			await editor.openWorkflow(
				await n8n.api.createWorkflow(await example(environment, 'form-upload-shows-the-fields')),
			);
			await editor.find('node-creator-plus-button').click();
			for (const word of ['anesya', ...WORDS]) {
				await editor.find('node-creator-search-bar').fill(word);
				await waitUntil(
					`Anesya is found by "${word}"`,
					async () =>
						(await editor.find('node-creator').innerText()).includes('Anesya') || undefined,
				);
				await editor.screenshot(`found by ${word}`);
			}
		},
	},
	{
		name: 'its actions say what they do',
		run: async ({ editor }) => {
			const creator = editor.find('node-creator');
			await editor.find('node-creator-search-bar').fill('anesya');
			await creator.getByText('Anesya', { exact: true }).first().click();
			await creator.getByText('Extract data from documents').first().waitFor();
			await editor.screenshot('actions');
			const text = await creator.innerText();
			for (const action of [
				'Upload documents for extraction',
				'Wait for extraction',
				'Get many extracts',
			])
				expect(text).toContain(action);
		},
	},
];
