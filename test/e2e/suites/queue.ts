import type { Emulator } from '../../emulator';
import type { QueueEnvironment } from '../environment';
import { startAnesya } from '../environment';
import type { N8nRelease } from '../install/n8n';
import type { Queue } from '../queue/startQueue';
import { startQueue } from '../queue/startQueue';
import type { CampaignEnvironment } from '../tests/campaign';
import { campaignWithCrash, mailScenario } from '../tests/campaign';
import { lostWorker } from '../tests/lostWorker';
import { secrecy } from '../tests/secrecy';
import { workSharing } from '../tests/workSharing';
import type { Suite } from './suite';

const WORKERS = 2;

/** n8n as companies run it: a main process, workers, Redis and PostgreSQL. */
export const inQueue = (release: N8nRelease): Suite<QueueEnvironment> => ({
	release,
	name: `n8n ${release.version}, queue mode`,
	tests: [...workSharing, ...lostWorker, ...secrecy],
	start: async (tarball) => await startInQueueMode(release, tarball, await startAnesya()),
});

/** The same while everything goes wrong. */
export const inQueueWithFaults = (
	release: N8nRelease,
): Suite<CampaignEnvironment<QueueEnvironment>> => ({
	release,
	name: `n8n ${release.version}, queue mode, faults`,
	tests: [...campaignWithCrash, ...secrecy],
	start: async (tarball) => {
		const scenario = mailScenario('a crash', ({ number, name }) => `${number} ${name}`);
		const anesya = await startAnesya(scenario.emulatorOptions);
		const { environment, figures } = await startInQueueMode(release, tarball, anesya);
		return { environment: { ...environment, scenario }, figures };
	},
});

async function startInQueueMode(
	release: N8nRelease,
	tarball: string,
	anesya: Emulator,
): Promise<{ environment: QueueEnvironment; figures: string }> {
	const started = performance.now();
	const queue = await startQueue({ release, tarball, emulator: anesya, workers: WORKERS });
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	return {
		environment: { n8n: { ...queue.main, log: async () => await logOf(queue) }, anesya, ...queue },
		figures: `main and ${WORKERS} workers ready after ${seconds} s`,
	};
}

async function logOf({ main, workers }: Queue): Promise<string> {
	return (await Promise.all([main, ...workers].map(async (process) => await process.log()))).join(
		'\n',
	);
}
