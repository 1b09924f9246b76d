import { setTimeout as sleep } from 'node:timers/promises';

import type { SampleDocument } from '../documents';
import { facture, invoice, letter, receiptImage, samples } from '../documents';
import type { Emulator } from '.';
import { startEmulator } from '.';
import { call, partFor, upload } from './client';

describe('The content of a document becomes its extracted_data', () => {
	let anesya: Emulator;
	const results = new Map<string, unknown>();

	beforeAll(async () => {
		anesya = await startEmulator({ processingMs: 0 });
		const documents: SampleDocument[] = [...samples, letter];
		await upload(anesya, await Promise.all(documents.map(partFor)));
		while ([...anesya.extracts.values()].some(({ result }) => result === undefined))
			await sleep(20);
		for (const [id, { documentName }] of anesya.extracts)
			results.set(documentName, (await call(anesya, `/extract/${id}/`)).json);
	});
	afterAll(async () => await anesya.close());

	it.each(samples)('the labelled fields of $name', ({ name, fields }) => {
		expect(results.get(name)).toMatchObject({ status: 'FINISHED', extracted_data: fields });
	});

	it.each(samples.filter(({ rows }) => rows > 0))(
		'the $rows lines of the table in $name, on all its pages',
		({ name, rows }) => {
			expect(results.get(name)).toMatchObject({
				extracted_data: { 'Line Items': expect.objectContaining({ length: rows }) },
			});
		},
	);

	it('the cells of a line under the headings of the table', () => {
		expect(results.get(invoice.name)).toMatchObject({
			extracted_data: {
				'Line Items': expect.arrayContaining([
					{
						Description: 'Kraft envelopes C5, pack of 500',
						Qty: 4,
						'Unit Price': 31.25,
						Amount: 125,
					},
				]),
			},
		});
		expect(results.get(facture.name)).toMatchObject({
			extracted_data: {
				'Line Items': expect.arrayContaining([
					{ Désignation: 'Thé à la pêche', Quantité: 50, Prix: 6.5 },
				]),
			},
		});
	});

	it('also from an image, by OCR', () => {
		expect(results.get(receiptImage.name)).toMatchObject({
			content: expect.stringMatching(/CORNER BAKERY[\s\S]*Croissant/),
			extracted_data: { Croissant: 2.1, ...receiptImage.fields },
		});
	});

	it('null where there are neither fields nor a table', () => {
		expect(results.get(letter.name)).toMatchObject({
			status: 'FINISHED',
			content: expect.stringContaining('Dear reader'),
			extracted_data: null,
		});
	});
});
