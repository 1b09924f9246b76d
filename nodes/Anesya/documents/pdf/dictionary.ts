/** A value of a PDF dictionary: the bytes of a string (as Latin-1 text), or anything else as it is written. */
export type PdfValue = { string: string } | { plain: string };

const SPACE = /[\0\t\n\f\r ]/;

/** What ends a name or a number. */
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * Reads a PDF dictionary, nested ones included: of the same key at several levels, the outermost counts.
 *
 * @param text the file as Latin-1 text
 * @param start where it begins (`<<`), or a place before that
 */
export function readDictionary(text: string, start: number): Map<string, PdfValue> {
	const found = new Map<string, { depth: number; value: PdfValue }>();
	let depth = 0;
	let key: string | undefined;
	for (let at = text.indexOf('<<', start); at >= 0 && at < text.length;) {
		const token = readToken(text, at);
		at = token.end;
		const { value } = token;
		const plain = 'plain' in value ? value.plain : undefined;
		if (plain === '<<') {
			[depth, key] = [depth + 1, undefined];
		} else if (plain === '>>') {
			[depth, key] = [depth - 1, undefined];
			if (depth <= 0) break;
		} else if (plain?.startsWith('/') && key === undefined) {
			key = plain.slice(1);
		} else if (key !== undefined) {
			const known = found.get(key);
			if (known === undefined || known.depth > depth) found.set(key, { depth, value });
			// The rest of a list or of a reference is not a key: it does not begin with a slash.
			key = undefined;
		}
	}
	return new Map([...found].map(([name, { value }]) => [name, value]));
}

/** @returns the token at a place, without the white space before it, and where it ends */
function readToken(text: string, start: number): { value: PdfValue; end: number } {
	let at = start;
	while (at < text.length && SPACE.test(text.charAt(at))) at += 1;
	const pair = text.slice(at, at + 2);
	if (pair === '<<' || pair === '>>') return { value: { plain: pair }, end: at + 2 };
	if (text.charAt(at) === '(') return readString(text, at + 1);
	if (text.charAt(at) === '<') {
		const end = text.indexOf('>', at);
		const hex = text.slice(at + 1, end < 0 ? text.length : end).replace(/[^\da-f]/gi, '');
		const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, 'hex');
		return { value: { string: bytes.toString('latin1') }, end: end < 0 ? text.length : end + 1 };
	}
	let end = at + 1;
	while (end < text.length && !DELIMITER.test(text.charAt(end))) end += 1;
	return { value: { plain: text.slice(at, end) }, end };
}

function readString(text: string, start: number): { value: PdfValue; end: number } {
	let [string, depth, at] = ['', 1, start];
	for (; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (character === '\\') {
			const [escape = ''] = /^([0-7]{1,3}|\r\n|[^])/.exec(text.slice(at + 1, at + 4)) ?? [];
			at += escape.length;
			string += unescaped(escape);
			continue;
		}
		if (character === '(') depth += 1;
		if (character === ')') depth -= 1;
		if (depth === 0) break;
		string += character;
	}
	return { value: { string }, end: at + 1 };
}

function unescaped(escape: string): string {
	if (/^[0-7]/.test(escape)) return String.fromCharCode(parseInt(escape, 8) & 0xff);
	return /^[\r\n]/.test(escape) ? '' : (ESCAPES[escape] ?? escape);
}
