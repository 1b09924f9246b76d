import { expect } from 'expect';
import type { INode, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import type { WorkflowFile } from '../../server/n8nApi';
import { exampleNames, readExample } from '../../workflows/examples';
import { example } from './example';

/** What a user sees right after the import. */
export const importing: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'every example imports with known nodes and the credential filled in, and is marked in red only where its note asks for something',
		run: async (environment) => {
			const { n8n } = environment;
			const types = await n8n.api.nodeTypes();
			const names = await exampleNames();
			const imported = async (workflow: WorkflowFile) => (await n8n.api.workflow(await n8n.api.createWorkflow(workflow))).nodes;
			for (const name of names) {
				const nodes = await imported(await readExample(name));
				const note = String(nodes.find(({ type }) => type.endsWith('.stickyNote'))?.parameters.content);
				const credentials = nodes.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ id }) => id));
				const marked = nodes.filter((node) => issuesOf(node, types).length > 0);
				const unexplained = marked.filter((node) => !note.includes(`*${node.name}*`)).map((node) => node.name);
				const unmarked = nodes.filter(isUpload).filter((node) => !marked.includes(node)).map((node) => node.name);
				expect({ name, unexplained, unmarked, credentials: [...new Set(credentials)] }).toEqual({ name, unexplained: [], unmarked: [], credentials: [n8n.credential.id] });

				const filledIn = (await imported(await example(environment, name))).filter(({ type }) => type.startsWith('n8n-nodes-anesya.'));
				expect({ name, issues: filledIn.flatMap((node) => issuesOf(node, types)) }).toEqual({ name, issues: [] });
			}
			return `${names.length} examples`;
		},
	},
];

function isUpload({ parameters }: INode): boolean {
	return ['upload', 'uploadAndWait'].includes(String(parameters.operation));
}

/** What the editor marks in red, except for a credential that is not chosen yet. */
function issuesOf(node: INode, types: INodeTypeDescription[]): string[] {
	const type = types.find(({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion));
	if (type === undefined) return [`${node.name}: ${node.type} ${node.typeVersion} is unknown`];
	const parameters = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type) ?? {};
	const issues = NodeHelpers.getNodeParametersIssues(type.properties, { ...node, parameters }, type);
	return Object.values(issues?.parameters ?? {}).flat().map((text) => `${node.name}: ${text}`);
}
