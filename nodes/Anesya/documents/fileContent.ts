import type { ImageSize } from './imageSize';
import { jpegSize, pngSize } from './imageSize';
import { otherContentOf } from './otherContent';

/** The files that Anesya reads (documented for an upload without a workflow). */
export type DocumentKind = 'pdf' | 'png' | 'jpeg';

/** Bytes from the beginning of a file that tell what it is. */
export const HEAD_SIZE = 16 * 1024;

/** PDF readers look for the header within this many bytes: headers of a mail or junk may come first. */
const PDF_HEADER_WITHIN = 1024;

/**
 * The header of a PDF where it does not come first: on a line of its own, or among bytes that are no text
 * (U+FFFD is one). Notes, logs and data may mention it.
 */
const PDF_HEADER = /(?:[^\P{Cc}\t]|\ufffd)%PDF-\d\.\d[ \t]{0,8}(?:$|[^\P{Cc}\t]|\ufffd)/u;

/** What a file is by its content. */
export interface FileContent {
	/** undefined if Anesya does not read it. */
	kind?: DocumentKind;
	/** Of a PNG or JPEG file, where its first bytes tell. */
	size?: ImageSize;
	/** What it is instead, in words: `a web page (HTML)`; undefined if that is not known. */
	other?: string;
}

/** @param head the first bytes, at most HEAD_SIZE */
export function contentOf(head: Buffer): FileContent {
	if (startsWith(head, '\x89PNG\r\n\x1a\n')) return { kind: 'png', size: pngSize(head) };
	if (startsWith(head, '\xff\xd8\xff')) return { kind: 'jpeg', size: jpegSize(head) };
	const other = otherContentOf(head);
	if (other !== undefined) return { other };
	return isPdf(head) ? { kind: 'pdf' } : {};
}

function isPdf(head: Buffer): boolean {
	const text = head.toString('utf8', 0, PDF_HEADER_WITHIN + '%PDF-1.4\r'.length);
	// A byte order mark counts as white space.
	return text.trimStart().startsWith('%PDF') || PDF_HEADER.test(text);
}

function startsWith(head: Buffer, signature: string): boolean {
	return head.subarray(0, signature.length).toString('latin1') === signature;
}
