import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { WorkflowJson } from '../engine/harness';

/** Reads the example workflow and puts the workflow id of this service into its Anesya node. */
export async function readWorkflow(workflowId: string): Promise<WorkflowJson> {
	const text = await readFile(join(__dirname, 'workflow.json'), 'utf8');
	const workflow: WorkflowJson = JSON.parse(text.replace('WORKFLOW_ID', workflowId));
	return workflow;
}
