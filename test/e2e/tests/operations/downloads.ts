import { readFile } from 'node:fs/promises';
import { expect } from 'expect';
import { unzipSync } from 'fflate';

import { facture, receiptImage } from '../../../documents';
import { viewOf } from '../../../emulator/extracts';
import type { TestCase } from '../../../testRunner';
import type { Environment } from '../../environment';
import { downloadFile } from '../../server/downloadFile';
import { extract } from '../inputs';
import { CALLED_WITH, execute } from './execute';

const CONTENTS = ['csv', 'json', 'imagesZip', 'document', 'images'];

/** The files of an extract. */
export const downloads: Array<TestCase<Environment>> = [
	{
		name: 'Download gives the CSV, the JSON, the ZIP of images, the document and each image as a file, byte for byte',
		run: async (environment) => {
			const { anesya, n8n } = environment;
			const file = { path: facture.path, type: facture.mimeType };
			const stored = anesya.seed({
				documentName: facture.name,
				file,
				data: { Numéro: 'É-7', Total: 12.5 },
			});
			const names = ['_page_0_Image_1.png', null];
			stored.images.push(
				...names.map((name, index) => ({
					id: `${stored.id}-${index}`,
					name,
					path: receiptImage.path,
					type: receiptImage.mimeType,
				})),
			);

			const steps = CONTENTS.map((download, index) =>
				extract('download', { download, ...(index === 0 ? { extractId: CALLED_WITH } : {}) }),
			);
			const { items, error, requests } = await execute(environment, steps, stored.id);
			expect(error).toBeUndefined();
			const files = await Promise.all(
				items.flat().map(async (item) => await downloadFile(n8n.api.rest, item)),
			);
			const stem = facture.name.replace('.pdf', '');
			expect(files.map(({ fileName, mimeType }) => [fileName, mimeType])).toEqual([
				[`${stem}.csv`, 'text/csv'],
				[`${stem}.json`, 'application/json'],
				[`${stem}.zip`, 'application/zip'],
				[facture.name, facture.mimeType],
				[names[0], receiptImage.mimeType],
				[`${stem}-2.png`, receiptImage.mimeType],
			]);

			const [csv, json, zip, document, ...images] = files.map(({ bytes }) => bytes);
			expect(String(csv)).toBe('"Numéro","Total"\r\n"É-7","12.5"\r\n');
			expect(files[0]?.fileSize).toBe(`${csv?.length} B`);
			expect(JSON.parse(String(json))).toEqual(viewOf(stored));
			expect(document).toEqual(await readFile(facture.path));
			const image = await readFile(receiptImage.path);
			expect(images).toEqual([image, image]);
			const zipped = Object.values(unzipSync(new Uint8Array(zip ?? []))).map((bytes) =>
				Buffer.from(bytes),
			);
			expect(zipped).toEqual([image, image]);

			const statusCheck = `GET /extract/${stored.id}/`;
			expect(requests.filter((line) => line === statusCheck)).toHaveLength(CONTENTS.length);
			expect(requests.filter((line) => line !== statusCheck).sort()).toEqual(
				[
					...['csv', 'json', 'images'].map((content) => `${statusCheck}?download=${content}`),
					`GET /document/${stored.documentId}/?type=extract`,
					...stored.images.map(({ id }) => `GET /images/${id}/`),
				].sort(),
			);
			return `${files.length} files, ${requests.length} requests`;
		},
	},
];
