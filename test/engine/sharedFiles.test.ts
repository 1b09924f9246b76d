import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';

import { invoice, receipt } from '../documents';
import { storeFile } from './harness/files';
import { itemWith } from './items';
import { useFixture } from './useFixture';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

describe.each(['filesystem', 'default'] as const)(
	'Files that several items share, binary mode %s',
	(binaryMode) => {
		const fixture = useFixture({ binaryMode });

		it('are paid for once, although an expression gives each item the files of all of them', async () => {
			const items = [await itemWith(invoice), await itemWith(receipt)];
			const fileFields = "={{ $('Input').all() }}";
			for (const operation of ['uploadAndWait', 'upload']) {
				const before = fixture.anesya.extracts.size;
				const parameters = fixture.upload({ operation, files: 'chosen', fileFields });
				const output = await fixture.run(parameters, items);
				expect(output.error).toBeUndefined();
				expect(fixture.anesya.extracts.size - before).toBe(2);
				expect(output.items.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 0, 1, 1].map((item) => ({ item })),
				);
				expect(output.json.slice(0, 2)).toEqual(output.json.slice(2));
				if (operation === 'uploadAndWait')
					expect(output.summary).toMatch(/ from 2 documents in .*, using 6 credits\./);
			}
		});

		it.each<[string, INodeParameters]>([
			['All Files', {}],
			['a field that is named', { files: 'chosen', fileFields: 'data' }],
			['an expression', { files: 'chosen', fileFields: "={{ $('Input').first().binary.data }}" }],
		])('are paid for once, although several items have the same one: %s', async (_case, more) => {
			const fromCode = { fileName: 'code.pdf', mimeType: 'application/pdf' };
			const files = [
				await storeFile(invoice),
				{ ...fromCode, data: readFileSync(invoice.path).toString('base64') },
			];
			for (const data of files) {
				const before = fixture.anesya.extracts.size;
				// As nodes that split an item copy it.
				const items = [1, 2, 3].map((line) => ({ json: { line }, binary: { data: { ...data } } }));
				const { json, error } = await fixture.run(fixture.upload(more), structuredClone(items));
				expect(error).toBeUndefined();
				expect(json.map(({ document_name }) => document_name)).toEqual(
					Array(3).fill(data.fileName),
				);
				expect(fixture.anesya.extracts.size - before).toBe(1);
			}
		});

		it('are several documents if a Code node gives them other names, though their content is the same', async () => {
			const data = readFileSync(invoice.path).toString('base64');
			const before = fixture.anesya.extracts.size;
			await fixture.run(
				fixture.upload(),
				['a.pdf', 'b.pdf'].map((fileName) => ({
					json: {},
					binary: { data: { data, mimeType: 'application/pdf', fileName } },
				})),
			);
			expect(fixture.anesya.extracts.size - before).toBe(2);
		});

		it('are paid for once by failed documents too, and named once', async () => {
			const [one, two] = [await itemWith(invoice), await itemWith(receipt)];
			fixture.anesya.fault({ documentName: /receipt/, fault: { kind: 'extract-error' } });
			const before = fixture.anesya.extracts.size;
			const fileFields = "={{ $('Input').all() }}";
			const parameters = fixture.upload({
				operation: 'uploadAndWait',
				files: 'chosen',
				fileFields,
			});
			const { error } = await fixture.run(parameters, [one, two]);
			expect(error?.message).toContain('could not extract "receipt.pdf"');
			expect(error?.description.match(/invoice\.pdf/g)).toHaveLength(1);
			expect(fixture.anesya.extracts.size - before).toBe(2);
		});

		it('are uploaded for each item if these differ in where they go', async () => {
			const items = [await itemWith(invoice), await itemWith(receipt)];
			const before = fixture.anesya.extracts.size;
			await fixture.run(
				{
					operation: 'uploadWithoutWorkflow',
					files: 'chosen',
					fileFields: "={{ $('Input').first() }}",
					options: { metadataJson: '={{ { item: $itemIndex } }}' },
				},
				items,
			);
			expect(fixture.anesya.extracts.size - before).toBe(2);
		});
	},
);
