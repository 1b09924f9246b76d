import { expect } from 'expect';

import { damaged, facture, invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { startFileServer } from '../../services/fileServer';
import { withoutService } from '../../workflows/examples';
import { example } from './example';

export const linksTable: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: the documents at the links of a table are extracted, each result with its link, the others with the reason',
		run: async (environment) => {
			const { api } = environment.n8n;
			const documents = [invoice, damaged, facture];
			const { url } = await startFileServer(documents.map(({ path }) => path));
			const links = documents.map(({ path }) => `${url}/${path.split('/').at(-1)}`);
			const imported = await example(environment, 'links-from-a-table');
			const workflow = withoutService(withoutService(imported, 'Append Results'), 'Append Failed');
			const pinData = { 'Get Links': links.map((Link) => ({ json: { Link } })) };
			const id = await api.createWorkflow({ ...workflow, pinData });
			const { status, error, itemsOf } = await api.execute(id, 'When Clicking Execute');
			expect({ status, message: error?.message }).toEqual({ status: 'success' });
			expect(itemsOf('Append Results').map(({ json }) => json)).toMatchObject([
				{ ...invoice.fields, Link: links[0] },
				{ ...facture.fields, Link: links[2] },
			]);
			expect(itemsOf('Append Failed').map(({ json }) => json)).toMatchObject([
				{ Link: links[1], 'What Happened': expect.stringContaining(damaged.name) },
			]);
		},
	},
];
