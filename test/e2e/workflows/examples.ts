import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { WorkflowFile } from '../server/n8nApi';

const FOLDER = resolve(__dirname, '../../../examples');

/** What stands in the examples for things that their notes ask the user to fill in. */
const WORKFLOW_ID = '00000000-0000-0000-0000-000000000000';
const FILES = '/home/node/.n8n-files';

/** What a user fills in after the import; the credential is found by its usual name. */
export interface FilledIn {
	/** The workflow at Anesya. */
	workflowId: string;
	/** The folder that local files are read from and written to. */
	files: string;
}

/** The names of the example workflows. */
export async function exampleNames(): Promise<string[]> {
	return (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).sort();
}

/** Reads an example, and fills in what its note asks for. */
export async function readExample(name: string, { workflowId, files }: FilledIn): Promise<WorkflowFile> {
	const text = await readFile(join(FOLDER, `${name}.json`), 'utf8');
	const workflow: WorkflowFile = JSON.parse(text.replaceAll(WORKFLOW_ID, workflowId).replaceAll(FILES, files));
	return workflow;
}
