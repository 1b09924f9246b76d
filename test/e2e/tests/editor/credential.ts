import { expect } from 'expect';

import type { TestCase } from '../../../testRunner';
import type { EditorEnvironment } from '../../environment';
import { example } from '../examples/example';

export const credential: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'the credential shows whether its token works, and what to do if not',
		run: async (environment) => {
			const { n8n, editor, anesya } = environment;
			await editor.openWorkflow(
				await n8n.api.createWorkflow(await example(environment, 'form-upload-shows-the-fields')),
			);
			await editor.openNode('Extract Fields');
			await editor.find('credential-edit-button').click();
			const dialog = editor.find('editCredential-modal');
			await dialog.getByText('Connection tested successfully').waitFor();
			await editor.screenshot('valid credential');

			const token = dialog.locator('input[type=password]');
			await token.fill('expired');
			await dialog.getByText('Save', { exact: true }).click();
			await dialog.getByText('More details').click();
			await dialog.getByText('Anesya does not recognize this token').waitFor();
			await editor.screenshot('invalid credential');
			await token.fill(anesya.token);
			await dialog.getByText('Save', { exact: true }).click();
			await dialog.getByText('Connection tested successfully').waitFor();
			expect(await dialog.innerText()).not.toContain(anesya.token);
			await editor.page.keyboard.press('Escape');
			await dialog.waitFor({ state: 'hidden' });
		},
	},
];
