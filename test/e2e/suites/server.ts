import type { Check } from '../../checks';
import { credential } from '../checks/credential';
import { combinedFiles, documents } from '../checks/documents';
import { failures } from '../checks/failures';
import { largeFile } from '../checks/largeFile';
import { listing } from '../checks/listing';
import { operations } from '../checks/operations';
import { restarts } from '../checks/restarts';
import { secrecy } from '../checks/secrecy';
import { stopNotice } from '../checks/stopNotice';
import { stopping } from '../checks/stopping';
import { triggers } from '../checks/triggers';
import type { Line } from '../install/n8n';
import type { Place } from '../place';
import { openAnesya } from '../place';
import { inMegabytes } from '../server/memory';
import { startN8n } from '../server/startN8n';
import type { Suite } from './suite';

/** Files on disk, as n8n keeps them from version 2 on. */
export const onDisk = (line: Line) =>
	serverSuite(line, 'filesystem', [
		listing,
		credential,
		documents,
		onlyIn2(line, combinedFiles),
		failures,
		operations,
		stopping,
		stopNotice,
		triggers,
		largeFile,
		restarts,
		secrecy,
	]);

/** Files in memory and in the execution's data, as n8n 1 keeps them unless told otherwise. */
export const inMemory = (line: Line) =>
	serverSuite(line, 'default', [documents, failures, operations, secrecy]);

const onlyIn2 = (line: Line, checks: Array<Check<Place>>) =>
	line.version.startsWith('2.') ? checks : [];

function serverSuite(
	line: Line,
	binaryMode: string,
	checks: Array<Array<Check<Place>>>,
): Suite<Place> {
	return {
		line,
		name: `n8n ${line.version}, binary mode ${binaryMode}`,
		checks: checks.flat(),
		open: async (tarball) => {
			const anesya = await openAnesya();
			const n8n = await startN8n({
				name: `n8n-${line.version}-${binaryMode}`,
				line,
				tarball,
				emulator: anesya,
				settings: { N8N_DEFAULT_BINARY_DATA_MODE: binaryMode },
			});
			const { now } = await n8n.memory();
			return {
				place: { n8n, anesya },
				figures: `ready after ${n8n.startedIn.toFixed(1)} s, ${inMegabytes(now)}`,
			};
		},
	};
}
