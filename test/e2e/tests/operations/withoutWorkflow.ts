import { expect } from 'expect';

import { facture, invoice, statement } from '../../../documents';
import { DEFAULT_CLASSIFIER_ID, DEFAULT_SCHEMA_ID } from '../../../emulator';
import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { asAttachments, extract, inField, sha256Of } from '../inputs';
import { execute } from './execute';
import { pickSchema } from './schemaList';

/** Uploads without a workflow. */
export const withoutWorkflow: Array<TestCase<Environment>> = [
	{
		name: 'Upload Without Workflow sends a document with all chosen fields, and continues at once',
		run: async (environment) => {
			const schema = await pickSchema(environment, 'Invoice');
			const options = {
				classifier: DEFAULT_CLASSIFIER_ID,
				metadata: { entry: [{ key: 'client', value: 'Café Noël' }] },
				pages: { range: { first: 1, last: 2 } },
			};
			const given = { server: 'EU-1', schema, simple: false, options };
			const step = extract('uploadWithoutWorkflow', given);
			const { items, error, requests } = await execute(
				environment,
				[step],
				[inField('data', statement)],
			);
			expect(error).toBeUndefined();
			expect(requests).toEqual(['POST /extract/?pdf_page_start=1&pdf_page_end=2']);

			const [[item, ...others] = []] = items;
			expect(others).toEqual([]);
			const uploadOptions = {
				server: 'EU-1',
				schema: DEFAULT_SCHEMA_ID,
				classifier: DEFAULT_CLASSIFIER_ID,
				metadata: { client: 'Café Noël' },
			};
			expect(item?.json).toMatchObject({
				...uploadOptions,
				document_name: statement.name,
				status: 'CREATED',
				extracted_data: null,
				workflow: null,
			});
			const kept = environment.anesya.extracts.get(String(item?.json.id));
			expect(kept).toMatchObject({
				uploadOptions,
				workflow: null,
				documentName: statement.name,
				sha256: await sha256Of(statement.path),
			});
		},
	},
	{
		name: 'Upload Without Workflow and Wait gives the lines of each document, with its other fields',
		run: async (environment) => {
			const schema = await pickSchema(environment, 'Invoice');
			const options = { interval: 1, withDetails: true };
			const step = extract('uploadWithoutWorkflowAndWait', {
				server: 'FR-2',
				schema,
				output: 'rows',
				options,
			});
			const { items, error, requests } = await execute(
				environment,
				[step],
				asAttachments([invoice, facture]),
			);
			expect(error).toBeUndefined();
			expect(requests.filter((line) => line === 'POST /extract/')).toHaveLength(2);

			const rows = (items[0] ?? []).map(({ json }) => json);
			for (const { name, fields, rows: count } of [invoice, facture]) {
				const own = rows.filter((row) =>
					Object.entries(fields).every(([field, value]) => row[field] === value),
				);
				expect(own).toHaveLength(count);
				for (const row of own)
					expect(row).toMatchObject({
						_extract: { document_name: name, workflow: null, status: 'FINISHED' },
					});
			}
			expect(rows).toHaveLength(invoice.rows + facture.rows);
			return `${rows.length} items, ${requests.length} requests`;
		},
	},
];
