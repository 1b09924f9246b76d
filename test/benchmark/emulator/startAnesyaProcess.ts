import { join } from 'node:path';
import { z } from 'zod';

import { startChild } from '../processes/startChild';
import type { WorkflowReport } from './workflowReport';
import { workflowReport } from './workflowReport';

/** An emulated Anesya in a child process. */
export interface AnesyaProcess {
	url: string;
	token: string;
	/** Creates a workflow, to observe its documents apart from all others. */
	openWorkflow(): Promise<string>;
	/** Deletes its documents. @returns what was observed */
	closeWorkflow(workflow: string): Promise<WorkflowReport>;
	stop(): Promise<void>;
}

/** @param speed of the documents: at 10, one of 20 s takes 2 s */
export async function startAnesyaProcess({
	listCarriesStatus = true,
	speed = 1,
} = {}): Promise<AnesyaProcess> {
	const child = startChild(join(__dirname, 'emulatorProcess.ts'));
	const address = await child.request(
		'start',
		{ listCarriesStatus, speed },
		z.object({ url: z.string(), token: z.string() }),
	);
	return {
		...address,
		openWorkflow: async () => await child.request('openWorkflow', undefined, z.string()),
		closeWorkflow: async (workflow) =>
			await child.request('closeWorkflow', workflow, workflowReport),
		stop: async () => await child.stop(),
	};
}
