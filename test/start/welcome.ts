import type { OWNER } from '../e2e/server/n8nApi';

/** What was started. */
export interface Started {
	version: string;
	url: string;
	owner: Pick<typeof OWNER, 'email' | 'password'>;
	/** The example to start with, in n8n. */
	first: { id: string; name: string };
	examples: number;
	/** The workflow at Anesya. */
	workflowId: string;
	emulatorUrl: string;
	/** The folder of the examples that use local files. */
	files: string;
	documents: string;
}

/** What a user must know about an n8n that `npm start` has started. */
export function welcome({
	version,
	url,
	owner,
	first,
	examples,
	workflowId,
	emulatorUrl,
	files,
	documents,
}: Started): string {
	return `
n8n ${version}   ${url}/home/workflows
  E-mail     ${owner.email}
  Password   ${owner.password}   (a throwaway: this n8n runs only on your machine, and is gone afterwards)

Start with   "${first.name}": choose Execute workflow
             ${url}/workflow/${first.id}

Build your own: in a new workflow, add a trigger that has files (such as "On form submission"), then Anesya.
The credential "Anesya account" is there already. Choose the only Anesya workflow From List, or paste its ID: ${workflowId}

The ${examples} examples are in the list of workflows, with the Anesya credential and the Anesya workflow filled in.
An emulator at ${emulatorUrl} stands in for Anesya; its requests are printed below.
Sample documents to drag into a form are in ${documents}
The same for "Read/Write Files from Disk", which may read only this folder: ${files}/inbox

Ctrl+C stops it. Nothing is kept: export what you want to keep.
`;
}
