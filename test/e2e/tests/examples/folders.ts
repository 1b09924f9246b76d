import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'expect';
import { unzipSync } from 'fflate';

import { damaged, facture, invoice, receipt, samples } from '../../../documents';
import type { TestCase } from '../../../testRunner';
import type { ExamplesEnvironment } from '../../environment';
import { documentsFolder } from '../../server/documentsFolder';
import { example, folderOf } from './example';

const SPREADSHEET = 'local-folder-to-spreadsheet';
const BATCH = 'large-batch-failed-documents-aside';

export const folders: Array<TestCase<ExamplesEnvironment>> = [
	{
		name: 'example: the files of a folder become a spreadsheet, each file once, and unreadable files are moved aside',
		run: async (environment) => {
			const { api } = environment.n8n;
			const folder = await documentsFolder(folderOf(environment, SPREADSHEET), [invoice, damaged]);
			const id = await api.createWorkflow(await example(environment, SPREADSHEET));
			const rowsOf = async () => {
				const { status, error, itemsOf } = await api.execute(id, 'Every 5 Minutes');
				expect({ status, message: error?.message }).toEqual({ status: 'success' });
				return itemsOf('Extract Line Items').length;
			};
			expect(await rowsOf()).toBe(invoice.rows);
			const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.xlsx'));
			expect(await textOf(join(folder, name))).toContain(invoice.fields['Invoice Number']);

			expect(await readdir(join(folder, 'failed'))).toEqual([damaged.name]);
			expect(await rowsOf()).toBe(0);
			await copyFile(facture.path, join(folder, 'inbox', 'SCAN.PDF'));
			expect(await rowsOf()).toBe(facture.rows);
		},
	},
	{
		name: 'example: the failed documents of a batch are moved aside with the reasons, the others are in the list',
		run: async (environment) => {
			const { api } = environment.n8n;
			const folder = await documentsFolder(folderOf(environment, BATCH), [...samples, damaged]);
			const id = await api.createWorkflow(await example(environment, BATCH));
			const { status, error } = await api.execute(id, 'When Clicking Execute');
			expect({ status, message: error?.message }).toEqual({ status: 'success' });

			const [extracted, failed] = await Promise.all(['extracted.csv', 'failed.csv'].map(async (name) => await readFile(join(folder, name), 'utf8')));
			expect(extracted).toContain(String(invoice.fields['Invoice Number']));
			expect(extracted).toContain(String(receipt.fields['Receipt No']));
			expect(extracted?.trim().split('\n').length).toBeGreaterThan(samples.length);
			expect(failed?.trim().split('\n')).toHaveLength(2);
			expect(failed).toMatch(/^\uFEFF?Document,What Happened,What to Do,Extract ID/);
			expect(failed).toContain(damaged.name);
			expect(await readdir(join(folder, 'failed'))).toEqual([damaged.name]);
			expect(await readFile(join(folder, 'failed', damaged.name))).toEqual(await readFile(damaged.path));
		},
	},
];

/** The raw text of a spreadsheet, with that of its cells. */
async function textOf(path: string): Promise<string> {
	return Object.values(unzipSync(await readFile(path))).map((entry) => Buffer.from(entry).toString()).join('\n');
}
