import { readFileSync } from 'node:fs';

import { contentOf } from '../../../nodes/Anesya/documents/fileContent';
import { isTooSmall } from '../../../nodes/Anesya/documents/imageSize';
import { invoice, receiptImage } from '../../documents';
import { jpegHead, pngWith } from '../../documents/images';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('The first bytes of a file', () => {
	it.each([
		['a PDF', readFileSync(invoice.path), 'pdf'],
		['a PDF behind a byte order mark', bytes('\xef\xbb\xbf%PDF-1.4'), 'pdf'],
		['a PDF behind junk', bytes(`${'x'.repeat(900)}\n%PDF-1.4`), 'pdf'],
		['a PDF behind white space', bytes(' \n  %PDF-1.7\n%\xe2\xe3'), 'pdf'],
		['a PDF behind headers of a mail', bytes('Content-Type: x\r\n\r\n%PDF-1.4\r%\xe2\n'), 'pdf'],
		['a PDF behind a header of an old Mac', bytes(`a.pdf${'\0'.repeat(123)}%PDF-1.3\r`), 'pdf'],
		['a PDF behind other bytes', bytes('\x12\x99\xf7%PDF-1.3 \n'), 'pdf'],
		['a PNG', readFileSync(receiptImage.path), 'png'],
		['a JPEG', jpegHead(800, 600), 'jpeg'],
	])('tell %s', (_case, head, kind) => expect(contentOf(head).kind).toBe(kind));

	it.each([
		['a PDF within a ZIP archive', 'PK\x03\x04..invoice.pdf%PDF-1.4', /ZIP archive/],
		[
			'a PDF within a TAR archive',
			`invoice.pdf${'\0'.repeat(246)}ustar${'\0'.repeat(250)}%PDF-1.4`,
			/TAR/,
		],
		['a login page', ' \n<!DOCTYPE html><title>Sign in</title>', /web page/],
		['a login page with a byte order mark', '\xef\xbb\xbf<html lang="en">', /web page/],
		['a login page behind a comment', '<!-- saved -->\n<html>', /web page/],
		['a login page of a script', '<script>location = "/login"</script>', /web page/],
		['a login page in UTF-16', '\xff\xfe<\0h\0t\0m\0l\0>\0', /web page/],
		['a PDF that is still base64', bytes('%PDF-1.7\n').toString('base64'), /base64 text/],
		['a data URL', 'data:application/pdf;base64,JVBERi0=', /base64 text/],
		['an empty archive', 'PK\x05\x06\0\0', /empty ZIP/],
		['a picture that browsers draw', '<?xml version="1.0"?><svg/>', /XML/],
		['a photo of a phone', '\0\0\0\x18ftypheic', /HEIC/],
		['a web picture', 'RIFF\0\0\0\0WEBPVP8', /WebP/],
		['a fax', 'II*\0', /TIFF/],
	])('tell what a file is instead: %s', (_case, head, other) =>
		expect(contentOf(bytes(head))).toEqual({ other: expect.stringMatching(other) }),
	);

	it.each([
		'',
		'hello',
		'From: me\n\nSee %PD',
		`${'x'.repeat(1100)}\n%PDF-1.4\n`,
		'\x89PNG\n',
		'\xff',
	])('tell nothing of anything else: %j', (head) => expect(contentOf(bytes(head))).toEqual({}));

	it.each([
		'2026-01-01 worker: header %PDF-1.4 found\n',
		'{"magic":"%PDF-1.7"}',
		'{\n"magic":\n"%PDF-1.7"\n}',
		'name,magic\npdf,%PDF-1.7\n',
		'From: a@b\r\n\r\nThe file begins with %PDF-1.4',
		'Files:\n%PDF-1.7 is the magic of one\n',
		'Files:\n%PDF-1.7, PNG\n',
		'It begins with \u201c%PDF-1.4\u201d.',
		'#\t%PDF-1.4\n',
	])('tell no PDF where a text mentions one: %j', (text) =>
		expect(contentOf(Buffer.from(text))).toEqual({}),
	);
});

describe('The size of an image', () => {
	it.each([
		['a PNG', pngWith(640, 480)],
		['a JPEG', jpegHead(640, 480)],
		['a JPEG with long segments before its frame', jpegHead(640, 480, 12_000)],
	])('is read from the first bytes: %s', (_case, head) =>
		expect(contentOf(head).size).toEqual({ width: 640, height: 480 }),
	);

	it('is unknown where these do not reach that far, or break off', () => {
		expect(contentOf(jpegHead(640, 480, 60_000).subarray(0, 16_384)).size).toBeUndefined();
		for (let length = 3; length < 30; length += 1) {
			expect(() => contentOf(pngWith(1, 1).subarray(0, length))).not.toThrow();
			expect(() => contentOf(jpegHead(1, 1).subarray(0, length))).not.toThrow();
		}
	});

	it.each([
		['a tracking pixel', 1, 1, true],
		['a logo', 150, 50, true],
		['a banner of a signature', 600, 150, true],
		['a square logo', 300, 300, true],
		['a small receipt', 280, 600, false],
		['a page at 72 dpi', 595, 842, false],
		['a JPEG that leaves its height open', 1000, 0, false],
	])('tells %s of %i x %i from a document', (_case, width, height, small) =>
		expect(isTooSmall({ width, height })).toBe(small),
	);
});
