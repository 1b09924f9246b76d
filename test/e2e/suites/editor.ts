import type { TestCase } from '../../testRunner';
import { Editor } from '../browser/editor';
import { openBrowser } from '../browser/openBrowser';
import type { EditorEnvironment } from '../environment';
import type { N8nRelease } from '../install/n8n';
import { catalogOf } from '../tests/catalog';
import { credential } from '../tests/editor/credential';
import { finding } from '../tests/editor/finding';
import { names } from '../tests/editor/names';
import { panels } from '../tests/editor/panels';
import { running } from '../tests/editor/running';
import { themes } from '../tests/editor/themes';
import { secrecy } from '../tests/secrecy';
import { startForExamples } from './examples';
import type { Suite } from './suite';

/** What a user sees, in n8n's editor in a browser; screenshots are kept. */
export const inBrowser = (release: N8nRelease): Suite<EditorEnvironment> => ({
	release,
	name: `n8n ${release.version}, editor`,
	tests: [
		...catalogOf(release),
		...finding,
		...panels,
		...credential,
		...running,
		...names,
		...themes,
		...secrecy,
	].map(withScreenshot),
	start: async (tarball) => {
		const { environment, figures } = await startForExamples(release, tarball, 'editor');
		const editor = await Editor.open(await openBrowser(), environment.n8n.url);
		return { environment: { ...environment, editor }, figures };
	},
});

/** Takes a screenshot of the editor when a test case fails. */
function withScreenshot({ name, run }: TestCase<EditorEnvironment>): TestCase<EditorEnvironment> {
	return {
		name,
		run: async (environment) => {
			try {
				return await run(environment);
			} catch (error) {
				await environment.editor.screenshot(`failed ${name.slice(0, 40)}`);
				throw error;
			}
		},
	};
}
