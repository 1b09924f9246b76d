import { join } from 'node:path';

import type { Place } from '../../place';
import type { WorkflowFile } from '../../server/n8nApi';
import { readExample } from '../../workflows/examples';

/** A place with a folder that n8n may read and write. */
export interface ExamplesPlace extends Place {
	files: string;
}

/** The folder of an example with local files. */
export function folderOf({ files }: ExamplesPlace, name: string): string {
	return join(files, name);
}

/** An example, filled in for this place. */
export async function example(place: ExamplesPlace, name: string): Promise<WorkflowFile> {
	return await readExample(name, { workflowId: place.anesya.workflowId, files: folderOf(place, name) });
}
