import type { Check } from '../../../checks';
import type { Theme } from '../../browser/editor';
import { example } from '../examples/place';
import type { EditorPlace } from './place';

const ICONS: Record<Theme, string> = { light: 'anesya.svg', dark: 'anesya.dark.svg' };

export const themes: Array<Check<EditorPlace>> = [
	{
		name: 'the icon is the one for the theme, light or dark',
		run: async (place) => {
			const { n8n, editor } = place;
			const id = await n8n.api.createWorkflow(
				await example(place, 'email-attachments-to-google-sheets'),
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
