import { examples } from '../checks/examples';
import type { ExamplesPlace } from '../checks/examples/place';
import { secrecy } from '../checks/secrecy';
import type { Line } from '../install/n8n';
import { openAnesya } from '../place';
import { scratchFolder } from '../server/scratch';
import { startN8n } from '../server/startN8n';
import type { Suite } from './suite';

/** The example workflows, in an n8n as it comes. */
export const withExamples = (line: Line): Suite<ExamplesPlace> => ({
	line,
	name: `n8n ${line.version}, examples`,
	checks: [...examples, ...secrecy],
	open: async (tarball) => await openForExamples(line, tarball, 'examples'),
});

/** @param purpose names the log */
export async function openForExamples(line: Line, tarball: string, purpose: string) {
	const anesya = await openAnesya();
	const files = await scratchFolder('files');
	const settings = { N8N_RESTRICT_FILE_ACCESS_TO: files };
	const n8n = await startN8n({
		name: `n8n-${line.version}-${purpose}`,
		line,
		tarball,
		emulator: anesya,
		settings,
	});
	return { place: { n8n, anesya, files }, figures: `ready after ${n8n.startedIn.toFixed(1)} s` };
}
