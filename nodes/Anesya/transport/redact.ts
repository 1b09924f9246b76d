import { createBase64Redactor } from './base64Redactor';

/** Characters of a piece of the token that must not be shown: fewer give nothing away. */
const SHORTEST_PIECE = 8;

/** Stands where the token was. */
export const REPLACEMENT = '[token]';

/** How often a text may have been encoded. */
const MAX_ENCODINGS = 3;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An ASCII character in the encodings of URLs, of HTML and of JSON. */
const ENCODED =
	/%([0-7][0-9a-f])|&#x0*([0-7]?[0-9a-f]);?|&#0*(\d{1,3});?|&(amp|lt|gt|quot|apos);|\\u00([0-7][0-9a-f])|\\(\/)/gi;

/** Removes the token from a text that a server sent. */
export type Redact = (text: string) => string;

/** What a character begins with that is escaped in JSON or in a URL. */
const MAY_BE_ESCAPED = ['\\', '%'];

/**
 * Removes the token from a body, which may be large: in whole only, as it is, as URLs and JSON escape
 * it, or in base64, which may be wrapped into lines.
 */
export function createBodyRedactor(token: string): Redact {
	const redactBase64 = createBase64Redactor(token, REPLACEMENT);
	const escaped = new RegExp(Array.from(token, escapesOf).join(''), 'g');
	return (text) => {
		const plain = redactBase64(text.replaceAll(token, REPLACEMENT));
		const mayBeEscaped = MAY_BE_ESCAPED.some((first) => plain.includes(first));
		return mayBeEscaped ? plain.replace(escaped, REPLACEMENT) : plain;
	};
}

/** The pattern of an ASCII character: `/` may be `/`, `\/`, `\u002f` or `%2F`, and JSON be a text within JSON. */
function escapesOf(character: string): string {
	const code = character.charCodeAt(0).toString(16).padStart(2, '0');
	const hex = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
	return `(?:\\\\{0,3}(?:\\x${code}|u00${hex})|%${hex})`;
}

/**
 * A gateway may answer with the headers that it received. The token is found in whole or in pieces,
 * plain or encoded, and in base64 in whole.
 */
export function createRedactor(token: string): Redact {
	const redactBase64 = createBase64Redactor(token, REPLACEMENT);
	const length = Math.min(SHORTEST_PIECE, token.length);
	const pieces = new Set(
		Array.from({ length: token.length - length + 1 }, (_, start) =>
			token.slice(start, start + length),
		),
	);

	function redactPlain(text: string): string {
		let [result, kept] = ['', 0];
		for (let start = 0; start + length <= text.length; start += 1) {
			if (!pieces.has(text.slice(start, start + length))) continue;
			let end = start + length;
			while (pieces.has(text.slice(end - length + 1, end + 1))) end += 1;
			result += text.slice(kept, start) + REPLACEMENT;
			kept = end;
			start = end - 1;
		}
		return result + text.slice(kept);
	}

	return (text) => {
		const decoded = decode(text);
		const redacted = redactPlain(redactBase64(decoded));
		return redacted === decoded ? text : redacted;
	};
}

function decode(text: string): string {
	let decoded = text;
	for (let times = 0; times < MAX_ENCODINGS; times += 1)
		decoded = decoded.replace(ENCODED, toCharacter);
	return decoded;
}

function toCharacter(
	_whole: string,
	percent?: string,
	hex?: string,
	decimal?: string,
	name?: string,
	escape?: string,
	slash?: string,
): string {
	if (name !== undefined) return NAMED[name.toLowerCase()] ?? '';
	const code = percent ?? hex ?? escape;
	return slash ?? String.fromCharCode(code === undefined ? Number(decimal) : parseInt(code, 16));
}
