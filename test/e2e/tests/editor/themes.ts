import type { TestCase } from '../../../testRunner';
import type { Theme } from '../../browser/editor';
import type { EditorEnvironment } from '../../environment';
import { example } from '../examples/example';

const ICONS: Record<Theme, string> = { light: 'anesya.svg', dark: 'anesya.dark.svg' };

export const themes: Array<TestCase<EditorEnvironment>> = [
	{
		name: 'the icon follows the theme, light or dark',
		run: async (environment) => {
			const { n8n, editor } = environment;
			const id = await n8n.api.createWorkflow(
				await example(environment, 'email-attachments-to-google-sheets'),
			);
			await editor.openWorkflow(id);
			for (const theme of ['light', 'dark'] as const) {
				await editor.useTheme(theme);
				await editor.node('Extract Line Items').locator(`img[src$="/${ICONS[theme]}"]`).waitFor();
				await editor.screenshot(`theme ${theme}`);
			}
			await editor.useTheme('light');
		},
	},
];
