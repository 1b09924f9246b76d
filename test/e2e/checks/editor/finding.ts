import { expect } from 'expect';

import type { Check } from '../../../checks';
import { until } from '../../server/until';
import { example } from '../examples/place';
import type { EditorPlace } from './place';

/** What somebody types who does not know Anesya. */
const WORDS = ['invoice', 'ocr', 'extract'];

export const finding: Array<Check<EditorPlace>> = [
	{
		name: 'the node is found by what it is for, not only by its name',
		run: async (place) => {
			const { n8n, editor } = place;
			await editor.openWorkflow(
				await n8n.api.createWorkflow(await example(place, 'form-upload-shows-the-fields')),
			);
			await editor.find('node-creator-plus-button').click();
			for (const word of ['anesya', ...WORDS]) {
				await editor.find('node-creator-search-bar').fill(word);
				await until(
					`Anesya is found by "${word}"`,
					async () =>
						(await editor.find('node-creator').innerText()).includes('Anesya') || undefined,
				);
				await editor.screenshot(`found by ${word}`);
			}
		},
	},
	{
		name: 'its actions say what they do, and one of them lands on the canvas with its name',
		run: async ({ editor }) => {
			const creator = editor.find('node-creator');
			await editor.find('node-creator-search-bar').fill('anesya');
			await creator.getByText('Anesya', { exact: true }).first().click();
			await creator.getByText('Upload documents and wait for extraction').first().waitFor();
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
