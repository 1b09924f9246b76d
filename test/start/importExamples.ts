import type { N8nApi } from '../e2e/server/n8nApi';
import type { FilledIn } from '../e2e/workflows/examples';
import { exampleNames, readExample } from '../e2e/workflows/examples';
import { withFilledInNote } from './filledInNote';

/** The example that shows most with the least. */
export const FIRST = 'form-upload-shows-the-fields';

export interface ImportedExamples {
	/** The example to start with. */
	first: { id: string; name: string };
	count: number;
}

/** Imports all examples with their blanks filled in. */
export async function importExamples(api: N8nApi, filledIn: FilledIn): Promise<ImportedExamples> {
	const importOne = async (name: string) => {
		const workflow = withFilledInNote(await readExample(name, filledIn));
		return { id: await api.createWorkflow(workflow), name: workflow.name };
	};
	const others = (await exampleNames()).filter((name) => name !== FIRST);
	for (const name of others) await importOne(name);
	// The list of workflows begins with the newest.
	return { first: await importOne(FIRST), count: others.length + 1 };
}
