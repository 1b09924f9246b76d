import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import { startChild } from '../processes/startChild';
import type { Report } from './report';
import { report } from './report';

/** A file system in memory, on Linux. */
const MEMORY = '/dev/shm';
const ROOM = 2e9;

/** An emulated Anesya in a process of its own. */
export interface BenchAnesya {
	url: string;
	token: string;
	/** A fresh workflow, so that what goes on in it can be told from all else. */
	openWorkflow(): Promise<string>;
	/** What went on in it; its documents are forgotten. */
	closeWorkflow(workflow: string): Promise<Report>;
	stop(): Promise<void>;
}

/** @param speed of the documents: with 10, one of 20 s takes 2 s */
export async function startAnesya({ listCarriesStatus = true, speed = 1 } = {}): Promise<BenchAnesya> {
	const child = startChild(join(__dirname, 'emulatorProcess.ts'), { env: await inMemory() });
	const place = await child.ask('start', { listCarriesStatus, speed }, z.object({ url: z.string(), token: z.string() }));
	return {
		...place,
		openWorkflow: async () => await child.ask('openWorkflow', undefined, z.string()),
		closeWorkflow: async (workflow) => await child.ask('closeWorkflow', workflow, report),
		stop: async () => await child.stop(),
	};
}

/** What is uploaded goes into memory where there is room: a disk that is busy would be measured otherwise. */
async function inMemory(): Promise<Record<string, string>> {
	const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
	return bavail * bsize > ROOM ? { TMPDIR: MEMORY } : {};
}
