import type { Emulator } from '../../emulator';
import type { CampaignPlace } from '../checks/campaign';
import { campaignWithCrash, roundOfMails } from '../checks/campaign';
import { lostWorker } from '../checks/lostWorker';
import { spreading } from '../checks/queue';
import { secrecy } from '../checks/secrecy';
import type { Line } from '../install/n8n';
import type { QueuePlace } from '../place';
import { openAnesya } from '../place';
import type { Queue } from '../queue/startQueue';
import { startQueue } from '../queue/startQueue';
import type { Suite } from './suite';

const WORKERS = 2;

/** n8n as companies run it: a main process, workers, Redis and PostgreSQL. */
export const inQueue = (line: Line): Suite<QueuePlace> => ({
	line,
	name: `n8n ${line.version}, queue mode`,
	checks: [...spreading, ...lostWorker, ...secrecy],
	open: async (tarball) => await openQueue(line, tarball, await openAnesya()),
});

/** The same, with everything going wrong. */
export const inQueueWithFaults = (line: Line): Suite<CampaignPlace<QueuePlace>> => ({
	line,
	name: `n8n ${line.version}, queue mode, faults`,
	checks: [...campaignWithCrash, ...secrecy],
	open: async (tarball) => {
		const round = roundOfMails('a crash', ({ number, name }) => `${number} ${name}`);
		const { place, figures } = await openQueue(line, tarball, await openAnesya(round.anesya));
		return { place: { ...place, round }, figures };
	},
});

async function openQueue(
	line: Line,
	tarball: string,
	anesya: Emulator,
): Promise<{ place: QueuePlace; figures: string }> {
	const started = performance.now();
	const queue = await startQueue({ line, tarball, emulator: anesya, workers: WORKERS });
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	const figures = `main and ${WORKERS} workers ready after ${seconds} s`;
	return {
		place: { n8n: { ...queue.main, log: async () => await logOf(queue) }, anesya, ...queue },
		figures,
	};
}

async function logOf({ main, workers }: Queue): Promise<string> {
	return (await Promise.all([main, ...workers].map(async (process) => await process.log()))).join(
		'\n',
	);
}
