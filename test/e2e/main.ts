import { parseArgs } from 'node:util';

import { Checks } from '../checks';
import { installN8n, LINES } from './install/n8n';
import { undoAll, undoAllOnSignal } from './server/leftovers';
import { packPackage } from './server/packPackage';
import { inBrowser } from './suites/editor';
import { withExamples } from './suites/examples';
import { withFaults } from './suites/faults';
import { inQueue, inQueueWithFaults } from './suites/queue';
import { inMemory, onDisk } from './suites/server';
import { runSuite } from './suites/suite';

const SUITES = [
	...LINES.flatMap((line) => [onDisk(line), inMemory(line), withExamples(line), withFaults(line)]),
	...LINES.slice(-1).flatMap((line) => [inBrowser(line), inQueue(line), inQueueWithFaults(line)]),
];

/**
 * `npm run e2e [-- words ...]`: the packed package in real n8n servers; only the suites with all of
 * the words in their names, if any are given. `--tarball` takes a package that is packed already.
 *
 * A new check is an entry of a list in `checks/`; a new list gets its place in `suites/`.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { tarball: { type: 'string' } },
		allowPositionals: true,
	});
	const wanted = SUITES.filter(({ name }) => positionals.every((word) => name.includes(word)));
	const checks = new Checks();
	const started = performance.now();
	undoAllOnSignal();
	try {
		for (const line of new Set(wanted.map((suite) => suite.line))) {
			await checks.run(
				`n8n ${line.version} is installed`,
				async () => void (await installN8n(line, console.log)),
			);
		}
		const tarballs = values.tarball === undefined ? [] : [values.tarball];
		if (tarballs.length === 0) {
			await checks.run(
				'the package is built and packed',
				async () => void tarballs.push(await packPackage()),
			);
		}
		for (const tarball of tarballs) {
			for (const suite of wanted) await runSuite(suite, tarball, checks);
		}
	} finally {
		await undoAll();
	}
	console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s in all`);
	checks.summarize();
}

void main();
