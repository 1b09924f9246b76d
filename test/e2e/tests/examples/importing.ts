import { expect } from 'expect';
import type { INode, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { exampleNames, readExample } from '../../workflows/examples';

/** What a user sees right after the import. */
export const importing: Array<TestCase<Environment>> = [
	{
		name: 'every example imports with known nodes, no missing parameter, and the credential filled in',
		run: async ({ n8n }) => {
			const types = await n8n.api.nodeTypes();
			const names = await exampleNames();
			for (const name of names) {
				const { nodes } = await n8n.api.workflow(await n8n.api.createWorkflow(await readExample(name)));
				const credentials = nodes.flatMap(({ credentials = {} }) => Object.values(credentials).map(({ id }) => id));
				const issues = nodes.flatMap((node) => issuesOf(node, types));
				expect({ name, issues, credentials: [...new Set(credentials)] }).toEqual({ name, issues: [], credentials: [n8n.credential.id] });
			}
			return `${names.length} examples`;
		},
	},
];

/** What the editor marks in red, except for a credential that is not chosen yet. */
function issuesOf(node: INode, types: INodeTypeDescription[]): string[] {
	const type = types.find(({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion));
	if (type === undefined) return [`${node.name}: ${node.type} ${node.typeVersion} is unknown`];
	const parameters = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type) ?? {};
	const issues = NodeHelpers.getNodeParametersIssues(type.properties, { ...node, parameters }, type);
	return Object.values(issues?.parameters ?? {}).flat().map((text) => `${node.name}: ${text}`);
}
