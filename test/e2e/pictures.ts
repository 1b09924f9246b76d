import { TestRunner } from '../testRunner';
import { N8N_RELEASES } from './install/n8n';
import { cleanUp, cleanUpOnSignal } from './server/cleanup';
import { packPackage } from './server/packPackage';
import { inBrowser } from './suites/editor';
import { runSuite } from './suites/suite';
import { pictures } from './tests/editor/pictures';

/** `npm run pictures`: takes the pictures of the README in the newest n8n's editor. */
async function main(): Promise<void> {
	const runner = new TestRunner();
	cleanUpOnSignal();
	try {
		for (const release of N8N_RELEASES.slice(-1))
			await runSuite({ ...inBrowser(release), tests: pictures }, await packPackage(), runner);
	} finally {
		await cleanUp();
	}
	runner.summarize();
}

void main();
