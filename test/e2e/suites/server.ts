import type { TestCase } from '../../testRunner';
import type { Environment } from '../environment';
import { startAnesya } from '../environment';
import type { N8nRelease } from '../install/n8n';
import { inMegabytes } from '../server/memory';
import { startN8n } from '../server/startN8n';
import { credential } from '../tests/credential';
import { disturbances } from '../tests/disturbances';
import { combinedFiles, documents } from '../tests/documents';
import { failures } from '../tests/failures';
import { flood } from '../tests/flood';
import { largeFile } from '../tests/largeFile';
import { largeLink, links } from '../tests/links';
import { listing } from '../tests/listing';
import { operations } from '../tests/operations';
import { repeats } from '../tests/repeats';
import { restarts } from '../tests/restarts';
import { secrecy } from '../tests/secrecy';
import { stopNotice } from '../tests/stopNotice';
import { stopping } from '../tests/stopping';
import { triggers } from '../tests/triggers';
import type { Suite } from './suite';

/** Files on disk, as n8n keeps them by default since version 2. */
export const onDisk = (release: N8nRelease) =>
	serverSuite(release, 'filesystem', [
		listing,
		credential,
		documents,
		onlyIn2(release, combinedFiles),
		failures,
		operations,
		stopping,
		stopNotice,
		repeats,
		disturbances,
		triggers,
		flood,
		links,
		largeFile,
		largeLink,
		restarts,
		secrecy,
	]);

/** Files in memory and in the execution's data, as n8n 1 keeps them by default. */
export const inMemory = (release: N8nRelease) =>
	serverSuite(release, 'default', [documents, failures, operations, links, repeats, secrecy]);

const onlyIn2 = (release: N8nRelease, tests: Array<TestCase<Environment>>) =>
	release.version.startsWith('2.') ? tests : [];

function serverSuite(
	release: N8nRelease,
	binaryMode: string,
	tests: Array<Array<TestCase<Environment>>>,
): Suite<Environment> {
	return {
		release,
		name: `n8n ${release.version}, binary mode ${binaryMode}`,
		tests: tests.flat(),
		start: async (tarball) => {
			const anesya = await startAnesya();
			const n8n = await startN8n({
				name: `n8n-${release.version}-${binaryMode}`,
				release,
				tarball,
				emulator: anesya,
				settings: { N8N_DEFAULT_BINARY_DATA_MODE: binaryMode },
			});
			const { now } = await n8n.memory();
			return {
				environment: { n8n, anesya },
				figures: `ready after ${n8n.startedIn.toFixed(1)} s, ${inMegabytes(now)}`,
			};
		},
	};
}
