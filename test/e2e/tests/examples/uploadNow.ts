import { expect } from 'expect';
import { z } from 'zod';

import { damaged, facture, invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import type { N8nApi, WorkflowFile } from '../../server/n8nApi';
import { example } from './example';
import { submitForm } from './form';

const NAME = 'upload-now-collect-later';
const TABLE = { __rl: true, mode: 'id' };

export const uploadNow: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: documents of a form are remembered in a data table, and collected later, each once',
		run: async (environment) => {
			const { api } = environment.n8n;
			const imported = await example(environment, NAME);
			const workflow = withTable(imported, await createTable(api));
			const id = await api.activate(workflow);
			await submitForm(environment, workflow, [invoice, damaged, facture]);
			expect((await api.executed(id)).status).toBe('success');

			const collect = async () => {
				const { status, error, itemsOf } = await api.execute(id, 'Every 5 Minutes');
				expect({ status, message: error?.message }).toEqual({ status: 'success' });
				return itemsOf('Is Finished').map(({ json }) => json);
			};
			await new Promise((resolve) => void setTimeout(resolve, 1_000));
			const collected = await collect();
			expect(collected).toHaveLength(2);
			// A form of n8n gives its files in the order in which it has stored them.
			for (const { fields } of [invoice, facture])
				expect(collected).toContainEqual(expect.objectContaining(fields));
			expect(await collect()).toEqual([]);
			await api.deactivate(id);
		},
	},
];

/** Creates the data table that the note asks for. @returns its id */
async function createTable(api: N8nApi): Promise<string> {
	const project = await api.rest.call('GET', 'projects/personal', z.object({ id: z.string() }));
	const columns = ['extract_id', 'document'].map((name) => ({ name, type: 'string' }));
	const body = { name: 'Documents', columns };
	const created = await api.rest.call('POST', `projects/${project.id}/data-tables`, z.object({ id: z.string() }), body);
	return created.id;
}

function withTable(workflow: WorkflowFile, id: string): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.dataTable'
			? { ...node, parameters: { ...node.parameters, dataTableId: { ...TABLE, value: id } } }
			: node,
	);
	return { ...workflow, nodes };
}
