import { expect } from 'expect';

import type { Check } from '../../../checks';
import { example } from '../examples/place';
import type { EditorPlace } from './place';

export const credential: Array<Check<EditorPlace>> = [
	{
		name: 'the credential says whether its token works, and what to do if not',
		run: async (place) => {
			const { n8n, editor, anesya } = place;
			await editor.openWorkflow(
				await n8n.api.createWorkflow(await example(place, 'form-upload-shows-the-fields')),
			);
			await editor.openNode('Extract Fields');
			await editor.find('credential-edit-button').click();
			const dialog = editor.find('editCredential-modal');
			await dialog.getByText('Connection tested successfully').waitFor();
			await editor.screenshot('credential that works');

			const token = dialog.locator('input[type=password]');
			await token.fill('expired');
			await dialog.getByText('Save', { exact: true }).click();
			await dialog.getByText('More details').click();
			await dialog.getByText('Anesya does not recognize this token').waitFor();
			await editor.screenshot('credential that does not');
			await token.fill(anesya.token);
			await dialog.getByText('Save', { exact: true }).click();
			await dialog.getByText('Connection tested successfully').waitFor();
			expect(await dialog.innerText()).not.toContain(anesya.token);
			await editor.page.keyboard.press('Escape');
			await dialog.waitFor({ state: 'hidden' });
		},
	},
];
