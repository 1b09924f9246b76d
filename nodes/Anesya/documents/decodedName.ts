/** Behind the name of a file in a link: a query, perhaps with a signature. */
const QUERY = /^(.*\.[a-z\d]{1,5})[?#][^\s=&]+=\S*$/i;

/** A part of an encoded name in an e-mail header (RFC 2047): charset, encoding, text. */
const ENCODED_WORD = /=\?([\w-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=/gi;

/** Several of them: white space between them is not a part of the name. */
const ENCODED_WORDS =
	/=\?[\w-]+(?:\*[\w-]*)?\?[bq]\?[^?\s]*\?=(?:\s*=\?[\w-]+(?:\*[\w-]*)?\?[bq]\?[^?\s]*\?=)*/gi;

/** What a header puts before a name in percent escapes (RFC 2231): charset and language. */
const EXTENDED = /^(?:utf-8|iso-8859-\d+|windows-\d+|us-ascii)'[\w-]*'(?=.*%[\da-f]{2})/i;

/** Removes what mail servers and links add to the name of a file. */
export function decodedName(name: string): string {
	const withoutQuery = (QUERY.exec(name)?.[1] ?? name).replace(EXTENDED, '');
	return withoutEscapes(withoutQuery.replace(ENCODED_WORDS, decodedWords));
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

/** Words of one charset are decoded together: many mail servers cut a name within a character. */
function decodedWords(encoded: string): string {
	const runs: Array<{ charset: string; words: string; bytes: Buffer[] }> = [];
	for (const [word, charset = '', encoding = '', text = ''] of encoded.matchAll(ENCODED_WORD)) {
		const bytes = bytesOf(encoding, text);
		const last = runs.at(-1);
		if (last?.charset.toLowerCase() === charset.toLowerCase()) {
			last.words += word;
			last.bytes.push(bytes);
		} else runs.push({ charset, words: word, bytes: [bytes] });
	}
	return runs.map(({ charset, words, bytes }) => decoded(charset, bytes) ?? words).join('');
}

function bytesOf(encoding: string, text: string): Buffer {
	if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
	const latin1 = text
		.replace(/_/g, ' ')
		.replace(/=([\da-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(latin1, 'latin1');
}

/** @returns undefined if the charset is unknown */
function decoded(charset: string, bytes: Buffer[]): string | undefined {
	try {
		return new TextDecoder(charset).decode(Buffer.concat(bytes));
	} catch {
		return undefined;
	}
}
