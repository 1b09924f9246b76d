import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

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
	return (await readdir(FOLDER))
		.filter((name) => name.endsWith('.json'))
		.map((name) => name.slice(0, -'.json'.length))
		.sort();
}

/** Reads an example, and fills in what its note asks for; as it is, if nothing is given. */
export async function readExample(
	name: string,
	filledIn: FilledIn = { workflowId: WORKFLOW_ID, files: FILES },
): Promise<WorkflowFile> {
	const text = await readFile(join(FOLDER, `${name}.json`), 'utf8');
	const { workflowId, files } = filledIn;
	const workflow: WorkflowFile = JSON.parse(
		text.replaceAll(WORKFLOW_ID, workflowId).replaceAll(FILES, files),
	);
	return workflow;
}

/** Gives a node of an example the credential of another service. */
export function withCredential(
	workflow: WorkflowFile,
	node: string,
	type: string,
	credential: CredentialReference,
): WorkflowFile {
	return withNode(workflow, node, (found) => ({
		...found,
		credentials: { [type]: { ...credential } },
	}));
}

/** Fills fields of a node in. */
export function withParameters(
	workflow: WorkflowFile,
	node: string,
	parameters: INodeParameters,
): WorkflowFile {
	return withNode(workflow, node, (found) => ({
		...found,
		parameters: { ...found.parameters, ...parameters },
	}));
}

/** Lets a step that takes its items do nothing in the place of one whose service is not here. */
export function withoutService(workflow: WorkflowFile, node: string): WorkflowFile {
	return withNode(workflow, node, (found) => ({
		...found,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		parameters: {},
	}));
}

function withNode(
	workflow: WorkflowFile,
	name: string,
	change: (node: INode) => INode,
): WorkflowFile {
	if (!workflow.nodes.some((node) => node.name === name))
		throw new Error(`"${workflow.name}" has no node "${name}"`);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => (node.name === name ? change(node) : node)),
	};
}
