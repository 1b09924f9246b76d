import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowFile } from '../server/n8nApi';

const FOLDER = resolve(__dirname, '../../../examples');

/** The folder in the examples that their notes ask the user to replace. */
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
export async function readExample(name: string, filledIn?: FilledIn): Promise<WorkflowFile> {
	const text = await readFile(join(FOLDER, `${name}.json`), 'utf8');
	const workflow: WorkflowFile = JSON.parse(
		filledIn === undefined ? text : text.replaceAll(FILES, filledIn.files),
	);
	return filledIn === undefined ? workflow : withWorkflowId(workflow, filledIn.workflowId);
}

/** Chooses the Anesya workflow in all nodes that have one. */
function withWorkflowId(workflow: WorkflowFile, workflowId: string): WorkflowFile {
	const chosen = { workflow: { __rl: true, mode: 'id', value: workflowId } };
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-anesya.') && 'workflow' in node.parameters
			? { ...node, parameters: { ...node.parameters, ...chosen } }
			: node,
	);
	return { ...workflow, nodes };
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
