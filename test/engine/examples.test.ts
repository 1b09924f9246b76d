import './harness/environment';

import type { IDataObject } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { readExample } from '../e2e/workflows/examples';
import { InputNode } from './harness/inputNode';
import { NodeTypeRegistry } from './harness/nodeTypes';

/** What a parameter of an example becomes for an item. */
async function valueOf(example: string, name: string, parameter: string, json: IDataObject) {
	const { nodes } = await readExample(example);
	const node = nodes.find((one) => one.name === name);
	if (node === undefined) throw new Error(`"${example}" has no node "${name}"`);
	// A workflow leaves out the parameters that its node type does not have.
	const value = node.parameters[parameter] ?? '';
	const nodeTypes = new NodeTypeRegistry({ [node.type]: new InputNode() });
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const items = [{ json }];
	return workflow.expression.getParameterValue(value, null, 0, 0, name, items, 'manual', {});
}

describe('The page that the form shows in the end', () => {
	const pageOf = async (json: IDataObject) =>
		await valueOf('form-upload-shows-the-fields', 'Show Fields', 'completionMessage', json);

	it('has each field on a line', async () => {
		const fields = { Total: 12.5, Lines: [{}, {}], Note: null, Seller: 'Müller' };
		expect(await pageOf(fields)).toBe('Total: 12.5\nLines: 2 lines\nNote: \nSeller: Müller');
	});

	it('shows what is in a document, or what its fields are called, as text, never as HTML', async () => {
		const fields = { Name: '<b>x</b>', '<i>&lt;': { a: '<a href="https://evil.example">' } };
		const page = String(await pageOf(fields));
		expect(page).not.toMatch(/[<>"]/);
		expect(page).toContain('Name: &lt;b&gt;x&lt;/b&gt;\n&lt;i&gt;&amp;lt;: {&quot;a&quot;:');
	});
});
