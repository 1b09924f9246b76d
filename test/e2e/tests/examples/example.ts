import { join } from 'node:path';

import type { ExamplesEnvironment } from '../../environment';
import type { WorkflowFile } from '../../server/n8nApi';
import { readExample } from '../../workflows/examples';

/** The folder of an example with local files. */
export function folderOf({ files }: ExamplesEnvironment, name: string): string {
	return join(files, name);
}

/** An example, with its blanks filled in for this environment. */
export async function example(environment: ExamplesEnvironment, name: string): Promise<WorkflowFile> {
	return await readExample(name, { workflowId: environment.anesya.workflowId, files: folderOf(environment, name) });
}
