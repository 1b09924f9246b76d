import fc from 'fast-check';

import { claimedKind, uploadName } from '../../../nodes/Anesya/documents/uploadName';

/** The name of a PDF file that a node calls so. */
const pdfName = (fileName?: unknown, field = 'data') => uploadName({ fileName }, 'pdf', field).name;

describe('The name of a file whose content is known', () => {
	it.each([
		['pdf', 'invoice.pdf', 'invoice.pdf', 'application/pdf'],
		['pdf', 'SCAN.PDF', 'SCAN.PDF', 'application/pdf'],
		['pdf', 'Rechnung 4711', 'Rechnung 4711.pdf', 'application/pdf'],
		['pdf', 'Contract No.5', 'Contract No.5.pdf', 'application/pdf'],
		['pdf', 'invoice.v2', 'invoice.v2.pdf', 'application/pdf'],
		['pdf', 'scan.jpeg', 'scan.pdf', 'application/pdf'],
		['pdf', '.png', 'data.pdf', 'application/pdf'],
		['pdf', '.pdf', 'data.pdf', 'application/pdf'],
		['pdf', '..', 'data.pdf', 'application/pdf'],
		['pdf', 'invoice.pdf.', 'invoice.pdf', 'application/pdf'],
		['png', 'receipt.jpg', 'receipt.png', 'image/png'],
		['jpeg', 'photo.JPEG', 'photo.JPEG', 'image/jpeg'],
		['jpeg', 'photo.jpg', 'photo.jpg', 'image/jpeg'],
		['jpeg', 'photo.heic', 'photo.heic.jpg', 'image/jpeg'],
		['pdf', 2024, '2024.pdf', 'application/pdf'],
		['pdf', ['a'], 'data.pdf', 'application/pdf'],
	] as const)('has an ending that fits: %s %j becomes %s', (kind, fileName, name, type) => {
		const labels = { fileName, mimeType: 'application/octet-stream', fileExtension: 'bin' };
		expect(uploadName(labels, kind, 'data')).toEqual({ name, type });
	});
});

describe('What a file should be, if its content does not tell', () => {
	it.each([
		[{ fileName: 'a.PDF', fileExtension: 'png', mimeType: 'image/jpeg' }, 'pdf'],
		[{ fileName: 'a', fileExtension: 'png', mimeType: 'image/jpeg' }, 'png'],
		[{ fileName: 'a.dat', mimeType: 'IMAGE/JPEG; charset=binary' }, 'jpeg'],
		[{ fileName: 'a.pdf.exe', mimeType: 'application/x-msdownload' }, undefined],
		[{ fileName: 'report.constructor', mimeType: 'text/plain' }, undefined],
		[{}, undefined],
	])('is told by its name, then fileExtension, then type: %j', (labels, kind) =>
		expect(claimedKind(labels)).toBe(kind),
	);

	it.each([
		[{ fileName: 'notes.txt', mimeType: 'text/plain' }, 'notes.txt', 'text/plain'],
		[{ fileName: 'mail', mimeType: '' }, 'mail', 'application/octet-stream'],
		[{ fileName: 'mail', fileExtension: 'eml' }, 'mail.eml', 'application/octet-stream'],
		[{ fileName: 'song.mp3', fileExtension: 'mp3' }, 'song.mp3', 'application/octet-stream'],
		[{ fileName: 'invoice', mimeType: 'application/pdf' }, 'invoice.pdf', 'application/pdf'],
	])('is sent under its own name: %j', (labels, name, type) =>
		expect(uploadName(labels, undefined, 'data')).toEqual({ name, type }),
	);
});

describe('A name from a mail server or a link is decoded', () => {
	it.each([
		['invoice.pdf?X-Amz-Expires=3600&X-Amz-Signature=a/b', 'invoice.pdf'],
		['Facture%20%C3%A9t%C3%A9.pdf', 'Facture été.pdf'],
		['=?UTF-8?B?RmFjdHVyZSDDqXTDqS5wZGY=?=', 'Facture été.pdf'],
		['=?iso-8859-1?Q?Facture_=E9t=E9?= =?utf-8?q?_2024.pdf?=', 'Facture été 2024.pdf'],
		['=?UTF-8?B?8J+Y?= =?utf-8?B?gC5wZGY=?=', '😀.pdf'],
		['=?UTF-8?Q?Rechnung_M=C3?=\r\n =?UTF-8*de?B?vGxsZXI=?= 2.pdf', 'Rechnung Müller 2.pdf'],
		['=?UTF-8?Q?a?= b =?UTF-8?Q?c.pdf?=', 'a b c.pdf'],
		['=?no-charset?B?AAAA?=', '=?no-charset?B?AAAA?=.pdf'],
		["utf-8''Facture%20%C3%A9t%C3%A9.pdf", 'Facture été.pdf'],
		["ISO-8859-1'fr'Facture.pdf", "ISO-8859-1'fr'Facture.pdf"],
		['50% off.pdf', '50% off.pdf'],
		['100%.pdf', '100%.pdf'],
		['What is v1.2? Part 3.pdf', 'What is v1.2? Part 3.pdf'],
		['..%2F..%2Fetc%2Fa.pdf', 'a.pdf'],
	])('%s', (fileName, name) => expect(pdfName(fileName)).toBe(name));

	it('in no time, however long it is', () => {
		const started = performance.now();
		pdfName(`${'.a?'.repeat(200_000)}=?utf-8?q?${'?='.repeat(100_000)}`);
		expect(performance.now() - started).toBeLessThan(200);
	});
});

describe('The name of an upload', () => {
	it.each(['', '   ', '\r\n', undefined])(
		'is the name of the field if the file has none: %j',
		(fileName) => {
			expect(pdfName(fileName, 'scan')).toBe('scan.pdf');
		},
	);

	it.each(['C:\\scans\\invoice.pdf', '/mnt/scans/invoice.pdf', 'bucket/2026\\invoice.pdf'])(
		'has no path, because a service may remove it: %s',
		(fileName) => {
			expect(pdfName(fileName)).toBe('invoice.pdf');
		},
	);

	it('keeps accents and other scripts', () => {
		const name = 'Facture été n°7 – «Café» 請求書.pdf';
		expect(pdfName(name)).toBe(name);
	});

	it('has no double quotes, which would arrive as %22', () => {
		expect(pdfName('Facture "Dupont" 12.pdf')).toBe("Facture 'Dupont' 12.pdf");
	});

	it('has one form of accents', () => {
		expect(pdfName('été.pdf'.normalize('NFD'))).toBe('été.pdf');
	});

	it('has no half characters, which would arrive as others', () => {
		expect(pdfName('scan \ud83d.pdf')).toBe('scan  .pdf');
	});

	it('is at most 255 bytes long, in any script', () => {
		for (const character of ['é', '請', '😀']) {
			const name = pdfName(`${character.repeat(300)}.pdf`);
			expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
			expect(name).toMatch(new RegExp(`^${character}{50,}\\.pdf$`, 'u'));
		}
	});

	it('is at most 120 characters long, its extension included', () => {
		const name = pdfName(`${'Quarterly report '.repeat(20)}.pdf`);
		expect(name.length).toBeLessThanOrEqual(120);
		expect(name).toMatch(/^Quarterly report .*\.pdf$/);
	});

	it('and its type have no control characters, whatever the names of the file and its field are', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('a\r\nX: 1', '\u0000', '\u2028', 'a\tb.pdf', 'x\u0085.pdf'),
		);
		fc.assert(
			fc.property(fc.option(text, { nil: undefined }), text, text, (fileName, mimeType, field) => {
				const { name, type } = uploadName({ fileName, mimeType }, undefined, field);
				expect(name).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
				expect(type).toMatch(/^[!-~]+\/[!-~]+$/);
			}),
		);
	});
});
