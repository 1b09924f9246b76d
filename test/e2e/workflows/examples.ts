import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

const FOLDER = resolve(__dirname, '../../../examples');

/** The placeholders in the examples that their notes ask the user to replace. */
const WORKFLOW_ID = '00000000-0000-0000-0000-000000000000';
const FILES = '/home/node/.n8n-files';

/** What a user fills in after the import. The credential is found by its default name. */
export interface FilledIn {
	/** The workflow at Anesya. */
	workflowId: string;
	/** The folder for local files. */
	files: string;
}

/** The names of the example workflows. */
export async function exampleNames(): Promise<string[]> {
	return (await readdir(FOLDER))
		.filter((name) => name.endsWith('.json'))
		.map((name) => name.slice(0, -'.json'.length))
		.sort();
}

/** Reads an example, and fills in what its note asks for, if given. */
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

/** Sets the credential of another service on a node of an example. */
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

/** Sets parameters of a node. */
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

/** Replaces a node whose service is not available by one that does nothing. */
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
