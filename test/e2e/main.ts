import { parseArgs } from 'node:util';

import { TestRunner } from '../testRunner';
import { installN8n, N8N_RELEASES } from './install/n8n';
import { cleanUp, cleanUpOnSignal } from './server/cleanup';
import { packPackage } from './server/packPackage';
import { inBrowser } from './suites/editor';
import { withExamples } from './suites/examples';
import { withFaults } from './suites/faults';
import { inQueue, inQueueWithFaults } from './suites/queue';
import { inMemory, onDisk } from './suites/server';
import { runSuite } from './suites/suite';
import { withTriggers } from './suites/triggers';

/*
 * The way through this folder: a suite in `suites/` starts servers and lists the test cases in
 * `tests/` that use them; what they all work with is in `environment`. `install/` installs n8n,
 * `server/` starts it and drives it by its REST API, `queue/` starts it in queue mode, `browser/`
 * drives its editor, `services/` has stand-ins for other services, and `workflows/` builds workflows.
 * A new test case is an entry of a list in `tests/`; a new list is added to a suite.
 */

const SUITES = [
	...N8N_RELEASES.flatMap((release) => [
		onDisk(release),
		inMemory(release),
		withExamples(release),
		withFaults(release),
		withTriggers(release),
	]),
	...N8N_RELEASES.slice(-1).flatMap((release) => [
		inBrowser(release),
		inQueue(release),
		inQueueWithFaults(release),
	]),
];

/**
 * `npm run e2e [-- words ...]`: tests the packed package in real n8n servers. With words, only suites
 * with all of them in their names run. `--tarball` uses an already packed package.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { tarball: { type: 'string' } },
		allowPositionals: true,
	});
	const suites = SUITES.filter(({ name }) => positionals.every((word) => name.includes(word)));
	const runner = new TestRunner();
	const started = performance.now();
	cleanUpOnSignal();
	try {
		for (const release of new Set(suites.map((suite) => suite.release))) {
			await runner.run(
				`n8n ${release.version} is installed`,
				async () => void (await installN8n(release, console.log)),
			);
		}
		const tarballs = values.tarball === undefined ? [] : [values.tarball];
		if (tarballs.length === 0) {
			await runner.run(
				'the package is built and packed',
				async () => void tarballs.push(await packPackage()),
			);
		}
		for (const tarball of tarballs) {
			for (const suite of suites) await runSuite(suite, tarball, runner);
		}
	} finally {
		await cleanUp();
	}
	console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s in all`);
	runner.summarize();
}

void main();
