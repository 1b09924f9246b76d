import { readFile } from 'node:fs/promises';
import { expect } from 'expect';

import { invoice } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { downloadFile } from '../../server/downloadFile';
import { WEBHOOK } from '../../workflows/webhookToAnesya';
import { byId, extract, inField, schema } from '../inputs';
import { execute } from './execute';

const STEPS = [
	schema('create', {
		name: 'Made on the way',
		description: 'Invoices',
		fields: { field: [{ name: 'Total', type: 'number' }] },
	}),
	extract('uploadWithoutWorkflowAndWait', {
		schema: byId('={{ $json.id }}'),
		files: 'chosen',
		fileFields: `={{ $('${WEBHOOK}').item.binary.data }}`,
		output: 'extract',
		options: { interval: 1 },
	}),
	extract('get', { options: { withDetails: true } }),
	extract('download', { extractId: '={{ $json._extract.id }}', download: 'document' }),
	extract('delete'),
];

/** One execution that creates everything it needs, and deletes it. */
export const lifecycle: Array<TestCase<Environment>> = [
	{
		name: 'in one execution, a schema is created, and a document is uploaded with it, read, downloaded, and deleted',
		run: async (environment) => {
			const { anesya, n8n } = environment;
			const { items, error, requests } = await execute(environment, STEPS, [
				inField('data', invoice),
			]);
			expect(error).toBeUndefined();
			expect(items.map((each) => each.length)).toEqual(STEPS.map(() => 1));
			const [created, whole, data, downloaded, deleted] = items.map(([item]) => item);

			const schemaId = String(created?.json.id);
			expect(anesya.schemas.get(schemaId)).toEqual(created?.json);
			const id = String(whole?.json.id);
			expect(whole?.json).toMatchObject({
				id,
				status: 'FINISHED',
				schema: schemaId,
				workflow: null,
				extracted_data: invoice.fields,
			});
			expect(data?.json).toMatchObject({
				...invoice.fields,
				_extract: { id, document_name: invoice.name },
			});
			const { fileName, mimeType, bytes } = await downloadFile(n8n.api.rest, downloaded);
			expect({ fileName, mimeType }).toEqual({
				fileName: invoice.name,
				mimeType: invoice.mimeType,
			});
			expect(bytes).toEqual(await readFile(invoice.path));
			expect(deleted?.json).toEqual({ deleted: true, id });
			expect(anesya.extracts.has(id)).toBe(false);

			const statusChecks = requests.filter((line) => line === `GET /extract/${id}/`).length;
			return `${requests.length} requests, ${statusChecks} of them status checks`;
		},
	},
];
