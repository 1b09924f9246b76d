import { createReadStream, readFileSync } from 'node:fs';
import type { INodeExecutionData } from 'n8n-workflow';

import { invoice, receiptImage } from '../documents';
import { pngWith } from '../documents/images';
import { prepare } from './harness/files';
import { useFixture } from './useFixture';

const pdf = readFileSync(invoice.path);
const png = readFileSync(receiptImage.path);

/**
 * The items that common nodes output, read off their code in n8n 2.41 and 1.123: which fields they use,
 * and what they tell n8n about a file. Each item has an invoice, and may have more.
 */
const SOURCES: Record<string, { item: () => Promise<INodeExecutionData>; names: string[] }> = {
	'Gmail, attachments of a mail with a logo': {
		item: async () => ({
			json: { subject: 'Invoice' },
			binary: {
				attachment_0: await prepare(pngWith(120, 40), 'image001.png', 'image/png'),
				attachment_1: await prepare(pdf, 'Rechnung 4711', 'pdf'),
			},
		}),
		names: ['Rechnung 4711.pdf'],
	},
	'Gmail, an attachment without a name': {
		item: async () => ({
			json: {},
			binary: { attachment_0: await prepare(pdf, undefined, 'application/octet-stream') },
		}),
		names: ['attachment_0-*.pdf'],
	},
	'Microsoft Outlook': {
		item: async () => ({
			json: { hasAttachments: true },
			binary: { attachment_0: await prepare(pdf, 'invoice.PDF', 'application/octet-stream') },
		}),
		names: ['invoice.PDF'],
	},
	'Email Trigger (IMAP), an encoded name': {
		item: async () => ({
			json: { subject: 'Invoice' },
			binary: {
				attachment_0: await prepare(
					pdf,
					'=?UTF-8?Q?Facture_=C3=A9t=C3=A9.pdf?=',
					'application/x-pdf',
				),
			},
		}),
		names: ['Facture été.pdf'],
	},
	'Google Drive, a file without an ending': {
		item: async () => ({
			json: { id: '1aBcD', name: 'Contract No.5', mimeType: 'application/pdf' },
			binary: { data: await prepare(pdf, 'Contract No.5', 'application/pdf') },
		}),
		names: ['Contract No.5.pdf'],
	},
	'AWS S3, a key without an ending': {
		item: async () => ({
			json: { Key: 'inbox/4711' },
			binary: { data: await prepare(pdf, '4711', 'binary/octet-stream') },
		}),
		names: ['4711.pdf'],
	},
	'n8n Form, a field for several files': {
		item: async () => ({
			json: { Invoices: [{ filename: 'a.pdf', mimetype: 'application/pdf', size: 5 }] },
			binary: {
				Invoices_0: await prepare(pdf, 'a.pdf', 'application/pdf'),
				Invoices_1: await prepare(png, 'b.png', 'image/png'),
			},
		}),
		names: ['a.pdf', 'b.png'],
	},
	'Telegram, a document and the photo of one': {
		item: async () => ({
			json: { message: { message_id: 5 } },
			binary: {
				data: await prepare(pdf, 'file_12'),
				photo: await prepare(png, 'file_13.jpg'),
			},
		}),
		names: ['file_12.pdf', 'file_13.png'],
	},
	'Webhook, a form': {
		item: async () => ({
			json: { headers: {}, body: {} },
			binary: { file: await prepare(createReadStream(invoice.path), 'scan', 'text/plain') },
		}),
		names: ['scan.pdf'],
	},
	'Webhook, a raw body': {
		item: async () => ({
			json: { headers: {}, body: {} },
			binary: { data: { data: pdf.toString('base64'), mimeType: 'application/pdf' } },
		}),
		names: ['data-*.pdf'],
	},
	'HTTP Request, a signed link': {
		item: async () => ({
			json: {},
			binary: {
				data: {
					...(await prepare(pdf, undefined, 'binary/octet-stream')),
					fileName: 'invoice.pdf?X-Amz-Expires=3600&X-Amz-Signature=0a1b',
				},
			},
		}),
		names: ['invoice.pdf'],
	},
	'Read/Write Files from Disk, a wrong ending': {
		item: async () => ({
			json: { fileName: 'scan.jpg' },
			binary: { data: await prepare(createReadStream(invoice.path), '/inbox/scan.jpg') },
		}),
		names: ['scan.pdf'],
	},
	'Code, the least that it can give': {
		item: async () =>
			JSON.parse(JSON.stringify({ json: {}, binary: { x: { data: pdf.toString('base64') } } })),
		names: ['x-*.pdf'],
	},
	'Code, a number as a name': {
		item: async () =>
			JSON.parse(
				JSON.stringify({
					json: {},
					binary: { x: { data: pdf.toString('base64'), fileName: 2024 } },
				}),
			),
		names: ['2024.pdf'],
	},
};

describe.each(['filesystem', 'default'] as const)(
	'The documents of common nodes go up with the default settings, binary mode %s',
	(binaryMode) => {
		const fixture = useFixture({ binaryMode });

		it.each(Object.entries(SOURCES))('%s', async (_source, { item, names }) => {
			const parameters = fixture.upload();
			const { json, failed, error } = await fixture.run(parameters, [await item()], {
				onError: 'continueErrorOutput',
			});
			expect([error, failed]).toEqual([undefined, []]);
			const patterns = names.map((name) =>
				expect.stringMatching(
					new RegExp(`^${name.replace(/[.()]/g, '\\$&').replace('*', '[\\da-f]{8}')}$`),
				),
			);
			expect(json.map(({ document_name }) => document_name)).toEqual(patterns);
		});
	},
);
