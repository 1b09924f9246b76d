import { facture, invoice, receipt, receiptImage, samples, statement } from '../documents';
import type { Fixture } from './fixture';
import { openFixture } from './fixture';
import { byId, itemWith, mailWith } from './items';

/** Only delays and limits are shortened. */
jest.mock('../../nodes/Anesya/waiting/waitLoop', () =>
	jest.requireActual<typeof import('./sooner')>('./sooner').fasterWaits(),
);

describe.each(['filesystem', 'default'] as const)(
	'Upload and Wait for Extraction, binary mode %s',
	(binaryMode) => {
		let fixture: Fixture;
		beforeAll(async () => (fixture = await openFixture({ binaryMode })));
		afterAll(async () => await fixture.close());

		// Reading an image takes seconds: once is enough.
		const documents =
			binaryMode === 'filesystem' ? samples : samples.filter((sample) => sample !== receiptImage);
		const parameters = () => ({ workflow: byId(fixture.anesya.workflowId) });

		it('outputs the fields of each document as an item, in order, linked to the item it came from', async () => {
			const items = await Promise.all(documents.map(async (document) => await itemWith(document)));
			const { items: output, error } = await fixture.run(parameters(), items);

			expect(error).toBeUndefined();
			expect(output).toHaveLength(documents.length);
			output.forEach(({ json, pairedItem }, index) => {
				expect(json).toMatchObject(documents[index]?.fields ?? {});
				expect(pairedItem).toEqual({ item: index });
			});
		});

		it('takes all attachments of an e-mail, whatever their fields are called', async () => {
			const { items } = await fixture.run(parameters(), [
				await mailWith([invoice, receipt, facture]),
			]);
			expect(items.map(({ json }) => json)).toMatchObject([
				invoice.fields,
				receipt.fields,
				facture.fields,
			]);
			expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
				true,
			);
		});

		it('sums up what it has done, and says once how to save credits while building', async () => {
			const item = await mailWith([invoice, receipt]);
			const first = await fixture.run(parameters(), [item]);
			const sum = /^Extracted data from 2 documents in \d+ seconds?, using 6 credits\./;
			expect(first.summary).toMatch(sum);
			expect(first.hints).toEqual([
				expect.stringContaining("add the option 'Add Extract Details'"),
			]);
			const options = { withDetails: true };
			const second = await fixture.run({ ...parameters(), options }, [item]);
			expect(second.summary).toMatch(sum);
			expect(second.summary).not.toContain('pin the output');
			expect(second.hints).toEqual([]);
		});

		it('turns a table into rows with the other fields next to them', async () => {
			const { json } = await fixture.run({ ...parameters(), output: 'rows' }, [
				await itemWith(statement),
			]);
			expect(json).toHaveLength(statement.rows);
			expect(json[74]).toMatchObject({ ...statement.fields, Reference: 'WO-1075', Amount: 192 });
		});

		it('outputs the whole extract if the user chose so', async () => {
			const { json } = await fixture.run({ ...parameters(), output: 'extract' }, [
				await itemWith(facture),
			]);
			expect(json).toMatchObject([
				{ status: 'FINISHED', document_name: facture.name, extracted_data: facture.fields },
			]);
		});

		it('outputs the same for each document when a list tells about several', async () => {
			const { json } = await fixture.run({ ...parameters(), output: 'extract' }, [
				await itemWith(invoice),
				await itemWith(facture),
			]);
			const read = await fixture.run(
				{ operation: 'get', output: 'extract', extractId: '={{ $json.id }}' },
				json.map(({ id }) => ({ json: { id } })),
			);
			expect(json).toEqual(read.json);
			expect(fixture.anesya.requests.filter(({ path }) => path === '/extract/')).not.toHaveLength(
				0,
			);
		});

		it('adds the details of the extract and keeps its file if the user chose so', async () => {
			const options = { withDetails: true, keepFiles: true };
			const { items } = await fixture.run({ ...parameters(), options }, [
				await mailWith([invoice, receipt]),
			]);
			expect(items[1]?.json._extract).toMatchObject({
				document_name: receipt.name,
				credit_used: 3,
			});
			expect(Object.keys(items[1]?.binary ?? {})).toEqual(['attachment_1']);
		});
	},
);
