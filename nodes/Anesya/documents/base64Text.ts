import { contentOf } from './fileContent';

/** Base64 text that may be wrapped: into lines, or with spaces instead of line breaks. */
export interface Base64Text {
	lines: string[];
	/** Characters that a full line has. Of a data URL, the first line may be counted with what is before its data. */
	widths: number[];
	/** Characters of all lines. */
	length: number;
}

/** Characters: no document is smaller, and many words look like base64. */
export const SHORTEST_BASE64 = 64;

/** Characters that tell what a file is. */
const BEGINNING = 16;

/** Characters in which the end of a file is, also if line breaks follow it. */
const ENDING = 32;

/** How files end that may be followed by another one. */
const ENDS = ['%%EOF', 'IEND\xaeB`\x82', '\xff\xd9'];

export function isBase64(line: string): boolean {
	return /^[\w+/-]*={0,2}$/.test(line);
}

export function addLine(text: Base64Text, line: string): void {
	if (text.lines.length === 0) text.widths.push(line.length);
	text.lines.push(line);
	text.length += line.length;
}

/**
 * Whether a line goes on with the text before it: all lines of a wrapped text but its last one have the
 * same length. A file that begins is another document, unless it is within one: many PDF files have
 * pictures as they are.
 */
export function goesOn(text: Base64Text, line: string): boolean {
	const last = text.lines.at(-1);
	if (last === undefined) return true;
	if (hasEnded(text) || !text.widths.includes(last.length)) return false;
	if (line.length > Math.max(...text.widths)) return false;
	const mayEndHere = text.lines.length === 1 || endsLikeFile(text);
	return !(mayEndHere && isFile(line));
}

/** Whether base64 says that it ends here. */
export function hasEnded({ lines }: Base64Text): boolean {
	return lines.at(-1)?.endsWith('=') === true;
}

/** Whether base64 text is that of a file that is known by its first bytes. */
export function isFile(base64: string): boolean {
	const { kind, other } = contentOf(Buffer.from(base64.slice(0, BEGINNING), 'base64'));
	return kind !== undefined || other !== undefined;
}

/** What is decoded must begin at a multiple of four characters. */
function endsLikeFile({ lines, length }: Base64Text): boolean {
	const last = lines.at(-1) ?? '';
	const tail = (last.length < ENDING ? lines.slice(-2).join('') : last).slice(-ENDING);
	const before = (length - tail.length) % 4;
	const bytes = Buffer.from(tail.slice((4 - before) % 4), 'base64');
	const text = bytes.toString('latin1').trimEnd();
	return ENDS.some((end) => text.endsWith(end));
}

/** Base64 has no text of 1, 5, 9 ... characters: such a one was cut off. */
export function isCut(base64: string): boolean {
	return base64.replace(/={1,2}$/, '').length % 4 === 1;
}
