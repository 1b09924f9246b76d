import type { OWNER } from '../e2e/server/n8nApi';

/** What was started. */
export interface Started {
	version: string;
	url: string;
	owner: Pick<typeof OWNER, 'email' | 'password'>;
	/** The example to start with, in n8n. */
	first: { id: string; name: string };
	examples: number;
	emulatorUrl: string;
	/** The folder of the examples with local files. */
	files: string;
	documents: string;
}

/** What a user needs to know of an n8n that `npm start` has started. */
export function welcome({
	version,
	url,
	owner,
	first,
	examples,
	emulatorUrl,
	files,
	documents,
}: Started): string {
	return `
n8n ${version}   ${url}/home/workflows
  E-mail     ${owner.email}
  Password   ${owner.password}   (a throwaway: this n8n is on your machine alone and gone afterwards)

Start with   "${first.name}": choose Execute workflow
             ${url}/workflow/${first.id}

The ${examples} examples are in its list of workflows, with the Anesya credential and the Anesya workflow filled in.
Anesya is played by an emulator at ${emulatorUrl}; what it is asked is printed below.
Sample documents lie in ${documents} and in ${files}/inbox

Ctrl+C stops it. Nothing is kept: export what you want to keep.
`;
}
