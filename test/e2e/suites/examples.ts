import type { ExamplesEnvironment } from '../environment';
import { startAnesya } from '../environment';
import type { N8nRelease } from '../install/n8n';
import { scratchFolder } from '../server/scratchFolder';
import { startN8n } from '../server/startN8n';
import { agent } from '../tests/examples/agent';
import { drive } from '../tests/examples/drive';
import { finished } from '../tests/examples/finished';
import { folders } from '../tests/examples/folders';
import { form } from '../tests/examples/form';
import { importing } from '../tests/examples/importing';
import { linksTable } from '../tests/examples/linksTable';
import { mails } from '../tests/examples/mails';
import { uploadNow } from '../tests/examples/uploadNow';
import { withoutWorker } from '../tests/examples/withoutWorker';
import { secrecy } from '../tests/secrecy';
import type { Suite } from './suite';

/** The workflows in examples/, executed in n8n with its default settings and the services available here. */
export const withExamples = (release: N8nRelease): Suite<ExamplesEnvironment> => ({
	release,
	name: `n8n ${release.version}, examples`,
	tests: [
		...importing,
		...folders,
		...form,
		...uploadNow,
		...linksTable,
		...withoutWorker,
		...finished,
		...agent,
		...drive,
		...mails,
		...secrecy,
	],
	start: async (tarball) => await startForExamples(release, tarball, 'examples'),
});

/** @param purpose names the log */
export async function startForExamples(release: N8nRelease, tarball: string, purpose: string) {
	const anesya = await startAnesya();
	const files = await scratchFolder('files');
	const settings = { N8N_RESTRICT_FILE_ACCESS_TO: files };
	const n8n = await startN8n({
		name: `n8n-${release.version}-${purpose}`,
		release,
		tarball,
		emulator: anesya,
		settings,
	});
	return {
		environment: { n8n, anesya, files },
		figures: `ready after ${n8n.startedIn.toFixed(1)} s`,
	};
}
