/** `filename*=UTF-8''Facture%20%C3%A9t%C3%A9.pdf` (RFC 6266) */
const EXTENDED = /(?:^|[;\s])filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"]+)/i;

const QUOTED = /(?:^|[;\s])filename\s*=\s*"((?:[^"\\]|\\.)*)"/i;
const PLAIN = /(?:^|[;\s])filename\s*=\s*([^;"]+)/i;

/** Characters of a header that are looked at. */
const LONGEST_HEADER = 2_000;

/**
 * The name of the file at a link.
 *
 * @param disposition the header Content-Disposition
 * @param link as the user gave it; it tells more than where it led to
 * @returns '' if there is none
 */
export function linkName(disposition: string | undefined, link: string, finalUrl: string): string {
	const header = disposition?.slice(0, LONGEST_HEADER) ?? '';
	const names = [nameIn(link), nameIn(finalUrl)];
	const withEnding = names.find((name) => /\.[a-z\d]{1,5}$/i.test(name));
	return (
		extendedName(header, { isFaultless: true }) ||
		plainName(header) ||
		extendedName(header, { isFaultless: false }) ||
		withEnding ||
		names[0] ||
		''
	);
}

/** @returns '' if there is none; if it must be faultless, also if it has escapes that mean nothing */
function extendedName(header: string, { isFaultless }: { isFaultless: boolean }): string {
	const [, charset = '', value = ''] = EXTENDED.exec(header) ?? [];
	if (isFaultless && /%(?![\da-f]{2})/i.test(value)) return '';
	const bytes = value
		.trim()
		.replace(/%([\da-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	try {
		return new TextDecoder(charset || 'utf-8', { fatal: isFaultless }).decode(
			Buffer.from(bytes, 'latin1'),
		);
	} catch {
		return '';
	}
}

function plainName(header: string): string {
	const quoted = QUOTED.exec(header)?.[1]?.replace(/\\(.)/g, '$1');
	const plain = PLAIN.exec(header)?.[1]
		?.trim()
		.replace(/^'(.*)'$/, '$1');
	return headerText(quoted ?? plain ?? '');
}

/** Node.js reads headers as Latin-1, and many servers write UTF-8. */
export function headerText(latin1: string): string {
	const text = Buffer.from(latin1, 'latin1').toString();
	return text.includes('\ufffd') ? latin1 : text;
}

function nameIn(url: string): string {
	return new URL(url).pathname.split('/').at(-1) ?? '';
}
