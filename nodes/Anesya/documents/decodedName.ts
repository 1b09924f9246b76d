/** Behind the name of a file in a link: a query, perhaps with a signature. */
const QUERY = /^(.*\.[a-z\d]{1,5})[?#][^\s=&]+=\S*$/i;

/** A part of an encoded name in an e-mail header (RFC 2047): charset, encoding, text. */
const ENCODED_WORD = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=/gi;

/** White space between two encoded words is not a part of the name. */
const BETWEEN_WORDS = /(=\?[\w*-]+\?[bq]\?[^?\s]*\?=)\s+(?==\?)/gi;

/** What a header puts before a name in percent escapes (RFC 2231): charset and language. */
const EXTENDED = /^(?:utf-8|iso-8859-\d+|windows-\d+|us-ascii)'[\w-]*'(?=.*%[\da-f]{2})/i;

/** Removes what mail servers and links add to the name of a file. */
export function decodedName(name: string): string {
	const withoutQuery = (QUERY.exec(name)?.[1] ?? name).replace(EXTENDED, '');
	const words = withoutQuery.replace(BETWEEN_WORDS, '$1');
	return withoutEscapes(words.replace(ENCODED_WORD, decodedWord));
}

/** Of a name with a percent sign that escapes nothing, nothing is an escape. */
function withoutEscapes(name: string): string {
	if (!/%[\da-f]{2}/i.test(name)) return name;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

function decodedWord(word: string, charset: string, encoding: string, text: string): string {
	const bytes =
		encoding.toLowerCase() === 'b'
			? Buffer.from(text, 'base64')
			: Buffer.from(
					text
						.replace(/_/g, ' ')
						.replace(/=([\da-f]{2})/gi, (_escape, hex: string) =>
							String.fromCharCode(parseInt(hex, 16)),
						),
					'latin1',
				);
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return word;
	}
}
