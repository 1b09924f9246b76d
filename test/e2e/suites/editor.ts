import type { Check } from '../../checks';
import { Editor } from '../browser/editor';
import { openBrowser } from '../browser/openBrowser';
import { inEditor } from '../checks/editor';
import type { EditorPlace } from '../checks/editor/place';
import type { Line } from '../install/n8n';
import { openForExamples } from './examples';
import type { Suite } from './suite';

/** Keeps a screenshot of what the editor shows when a promise is not kept. */
const withScreenshot = ({ name, run }: Check<EditorPlace>): Check<EditorPlace> => ({
	name,
	run: async (place) => {
		try {
			return await run(place);
		} catch (error) {
			await place.editor.screenshot(`failed ${name.slice(0, 40)}`);
			throw error;
		}
	},
});

/** n8n's editor in a browser, with the examples at hand. */
export const inBrowser = (line: Line): Suite<EditorPlace> => ({
	line,
	name: `n8n ${line.version}, editor`,
	checks: inEditor.map(withScreenshot),
	open: async (tarball) => {
		const { place, figures } = await openForExamples(line, tarball, 'editor');
		return {
			place: { ...place, editor: await Editor.open(await openBrowser(), place.n8n.url) },
			figures,
		};
	},
});
