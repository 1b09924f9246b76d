import { join } from 'node:path';
import { z } from 'zod';

import { startChild } from '../processes/startChild';
import type { Report } from './report';
import { report } from './report';

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
export async function startAnesya({
	listCarriesStatus = true,
	speed = 1,
} = {}): Promise<BenchAnesya> {
	const child = startChild(join(__dirname, 'emulatorProcess.ts'));
	const place = await child.ask(
		'start',
		{ listCarriesStatus, speed },
		z.object({ url: z.string(), token: z.string() }),
	);
	return {
		...place,
		openWorkflow: async () => await child.ask('openWorkflow', undefined, z.string()),
		closeWorkflow: async (workflow) => await child.ask('closeWorkflow', workflow, report),
		stop: async () => await child.stop(),
	};
}
