import type { Emulator } from '../../emulator';
import { freePort } from '../../ports';
import type { InstalledN8n, N8nRelease } from '../install/n8n';
import { installN8n } from '../install/n8n';
import { startN8nProcess } from '../server/n8nProcess';
import type { RunningProcess } from '../server/processes';
import type { N8nServer } from '../server/startN8n';
import { startN8n } from '../server/startN8n';
import { userFolderWith } from '../server/userFolder';
import { startPostgres } from './postgres';
import { startRedis } from './redis';

/** Shorter than n8n's own 60 s and 30 s, so that it notices a lost worker soon. */
const NOTICES_LOST_WORKERS = {
	QUEUE_WORKER_LOCK_DURATION: '8000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '4000',
};

/** n8n in queue mode: a main process that accepts calls, and workers that execute. */
export interface Queue {
	main: N8nServer;
	/** All workers that were started, including those that have ended. */
	workers: readonly Worker[];
	/** Starts one more worker. */
	startWorker(): Promise<Worker>;
}

export interface Worker extends RunningProcess {
	name: string;
}

export interface QueueOptions {
	release: N8nRelease;
	tarball: string;
	emulator: Emulator;
	workers: number;
}

/** Starts n8n in queue mode, with its own Redis and PostgreSQL. */
export async function startQueue({
	release,
	tarball,
	emulator,
	workers: count,
}: QueueOptions): Promise<Queue> {
	const installation = await installN8n(release, console.log);
	const settings = {
		...(await startRedis()),
		...(await startPostgres()),
		EXECUTIONS_MODE: 'queue',
		...NOTICES_LOST_WORKERS,
	};
	// The main process sets up the database, so the workers start after it.
	const main = await startN8n({ name: 'queue-main', release, tarball, emulator, settings });
	const workers: Worker[] = [];
	let started = 0;
	const start = async () => {
		const worker = await startWorker(
			`queue-worker-${(started += 1)}`,
			installation,
			tarball,
			settings,
		);
		workers.push(worker);
		return worker;
	};
	await Promise.all(Array.from({ length: count }, start));
	return { main, workers, startWorker: start };
}

async function startWorker(
	name: string,
	installation: InstalledN8n,
	tarball: string,
	settings: Record<string, string>,
): Promise<Worker> {
	const port = await freePort();
	const running = await startN8nProcess({
		name,
		installation,
		userFolder: await userFolderWith(tarball, installation.node),
		args: ['worker', '--concurrency=10'],
		port,
		readyAt: ['/healthz/readiness'],
		settings: {
			...settings,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		},
	});
	return { ...running, name };
}

/** The ids of the executions that a worker ran, by its log. */
export async function executionsAt(worker: Worker): Promise<string[]> {
	const log = await worker.log();
	return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
}

/** @throws when no worker ran the execution */
export async function workerOf(executionId: string, workers: readonly Worker[]): Promise<Worker> {
	for (const worker of workers) {
		if ((await executionsAt(worker)).includes(executionId)) return worker;
	}
	throw new Error(`No worker ran execution ${executionId}`);
}
