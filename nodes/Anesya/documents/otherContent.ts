/** Files that are often taken for documents, by bytes (as Latin-1 text) at a place. An archive may hold a PDF as it is, so these come before PDF. */
const SIGNATURES: Array<[what: string, bytes: string, at: number]> = [
	['a ZIP archive or an Office document', 'PK\x03\x04', 0],
	['an empty ZIP archive', 'PK\x05\x06', 0],
	['an old Office document or Outlook message', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0],
	['a TAR archive', 'ustar', 257],
	['a GZIP archive', '\x1f\x8b', 0],
	['a RAR archive', 'Rar!', 0],
	['a 7-Zip archive', '7z\xbc\xaf', 0],
	['a GIF image', 'GIF8', 0],
	['a TIFF image', 'II*\0', 0],
	['a TIFF image', 'MM\0*', 0],
	['a TIFF image', 'II+\0', 0],
	['a WebP image', 'WEBP', 8],
	['a HEIC or AVIF image, or a video', 'ftyp', 4],
	['an RTF document', '{\\rtf', 0],
];

/** The same by how a text begins, without byte order mark, white space and case. */
const BEGINNINGS: Array<[what: string, beginning: RegExp]> = [
	['a web page (HTML)', /^<(!doctype html|!--|html|head|body|script|meta|title)/],
	['an XML file', /^<(\?xml|svg)/],
	[
		'base64 text of a document, not yet a file: put a Convert to File node before this one',
		/^"?(data:[^,]{1,100};base64,|jvberi0|ivborw0kggo|\/9j\/)/,
	],
];

/** Byte order marks, and how the text behind them is encoded. */
const ENCODINGS: Array<[mark: string, encoding: BufferEncoding]> = [
	['\xff\xfe', 'utf16le'],
	['\xef\xbb\xbf', 'latin1'],
	['', 'latin1'],
];

/**
 * What a file is if it is certainly not a document that Anesya reads.
 *
 * @returns words with an article, or undefined if that is not known
 */
export function otherContentOf(head: Buffer): string | undefined {
	const [what] =
		SIGNATURES.find(
			([, bytes, at]) => head.subarray(at, at + bytes.length).toString('latin1') === bytes,
		) ?? [];
	if (what !== undefined) return what;
	const beginning = textOf(head.subarray(0, 512)).trimStart().toLowerCase();
	return BEGINNINGS.find(([, pattern]) => pattern.test(beginning))?.[0];
}

function textOf(bytes: Buffer): string {
	const start = bytes.toString('latin1', 0, 3);
	const [mark, encoding] = ENCODINGS.find(([one]) => start.startsWith(one)) ?? ['', 'latin1'];
	return bytes.subarray(mark.length).toString(encoding);
}
