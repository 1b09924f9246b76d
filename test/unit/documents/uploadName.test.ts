import fc from 'fast-check';

import { uploadName } from '../../../nodes/Anesya/documents/uploadName';

describe('A file that Anesya can read', () => {
	it.each([
		['invoice.pdf', 'application/pdf'],
		['SCAN.PDF', 'application/pdf'],
		['a.b.png', 'image/png'],
		['photo.jpg', 'image/jpeg'],
		['photo.JPEG', 'image/jpeg'],
	])('is recognised by its extension, whatever type n8n gives it: %s', (name, type) => {
		expect(uploadName(name, 'application/octet-stream', 'data')).toEqual({
			name,
			type,
			isSupported: true,
		});
	});

	it.each([
		['invoice', 'application/pdf', 'invoice.pdf'],
		['invoice.v2', 'application/pdf; charset=binary', 'invoice.v2.pdf'],
		['photo', 'IMAGE/JPEG', 'photo.jpg'],
		[undefined, 'image/png', 'data.png'],
	])(
		'or by its type, and then gets the extension: %s with the type %s',
		(fileName, mimeType, name) => {
			expect(uploadName(fileName, mimeType, 'data')).toMatchObject({ name, isSupported: true });
		},
	);
});

describe('A file that Anesya cannot read', () => {
	it.each([
		['notes.txt', 'text/plain', 'text/plain'],
		['mail', '', 'application/octet-stream'],
		['report.constructor', 'text/plain', 'text/plain'],
		['invoice.pdf.exe', 'application/x-msdownload', 'application/x-msdownload'],
	])('keeps its name and type: %s with the type %j', (name, mimeType, type) => {
		expect(uploadName(name, mimeType, 'data')).toEqual({ name, type, isSupported: false });
	});
});

describe('The name of an upload', () => {
	it.each(['', '   ', '\r\n', undefined])(
		'is the name of the field if the file has none: %j',
		(fileName) => {
			expect(uploadName(fileName, 'application/pdf', 'scan').name).toBe('scan.pdf');
		},
	);

	it.each(['C:\\scans\\invoice.pdf', '/mnt/scans/invoice.pdf', 'bucket/2026\\invoice.pdf'])(
		'has no path, because a service may remove it: %s',
		(fileName) => {
			expect(uploadName(fileName, 'application/pdf', 'data').name).toBe('invoice.pdf');
		},
	);

	it('keeps accents and other scripts', () => {
		const name = 'Facture été n°7 – «Café» 請求書.pdf';
		expect(uploadName(name, '', 'data').name).toBe(name);
	});

	it('has no double quotes, which would arrive as %22', () => {
		expect(uploadName('Facture "Dupont" 12.pdf', '', 'data').name).toBe("Facture 'Dupont' 12.pdf");
	});

	it('has one form of accents', () => {
		expect(uploadName('été.pdf'.normalize('NFD'), '', 'data').name).toBe('été.pdf');
	});

	it('is at most 120 characters long, its extension included', () => {
		const { name } = uploadName(`${'Quarterly report '.repeat(20)}.pdf`, '', 'data');
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
				const { name, type } = uploadName(fileName, mimeType, field);
				expect(name).toMatch(/^[^\p{Cc}\u2028\u2029]+$/u);
				expect(type).toMatch(/^[!-~]+\/[!-~]+$/);
			}),
		);
	});
});
