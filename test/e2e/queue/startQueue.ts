import type { Emulator } from '../../emulator';
import type { InstalledN8n, Line } from '../install/n8n';
import { installN8n } from '../install/n8n';
import { freePort } from '../server/freePort';
import { startN8nProcess } from '../server/n8nProcess';
import type { RunningProcess } from '../server/processes';
import type { N8nServer } from '../server/startN8n';
import { startN8n } from '../server/startN8n';
import { userFolderWith } from '../server/userFolder';
import { startPostgres } from './postgres';
import { startRedis } from './redis';

/** Shorter than n8n's own 60 s and 30 s, for a lost worker to be noticed while one watches. */
const NOTICES_LOST_WORKERS = {
	QUEUE_WORKER_LOCK_DURATION: '8000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '4000',
};

/** n8n in queue mode: one that takes calls, others that execute. */
export interface Queue {
	main: N8nServer;
	/** All that were started, also those that have ended meanwhile. */
	workers: readonly Worker[];
	/** One more. */
	startWorker(): Promise<Worker>;
}

export interface Worker extends RunningProcess {
	name: string;
}

export interface QueueOptions {
	line: Line;
	tarball: string;
	emulator: Emulator;
	workers: number;
}

/** Starts n8n in queue mode, with a Redis and a PostgreSQL of its own. */
export async function startQueue({
	line,
	tarball,
	emulator,
	workers: count,
}: QueueOptions): Promise<Queue> {
	const installation = await installN8n(line, console.log);
	const settings = {
		...(await startRedis()),
		...(await startPostgres()),
		EXECUTIONS_MODE: 'queue',
		...NOTICES_LOST_WORKERS,
	};
	// The first to start sets the database up, so that the workers come after it.
	const main = await startN8n({ name: 'queue-main', line, tarball, emulator, settings });
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

/** Which executions a worker took, by its log. */
export async function executionsAt(worker: Worker): Promise<string[]> {
	const log = await worker.log();
	return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
}

/** @throws when no worker took the execution */
export async function workerOf(executionId: string, workers: readonly Worker[]): Promise<Worker> {
	for (const worker of workers) {
		if ((await executionsAt(worker)).includes(executionId)) return worker;
	}
	throw new Error(`No worker took execution ${executionId}`);
}
