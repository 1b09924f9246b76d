import type { Base64Text } from './base64Text';
import { addLine, goesOn, hasEnded, isBase64, isCut, isFile, SHORTEST_BASE64 } from './base64Text';
import { cutBase64, notALink, severalInOne, unclearLine } from './linkTextErrors';

/** A document that is not a file of the item yet. */
export type Link =
	| { kind: 'url'; url: string; name?: string }
	| { kind: 'base64'; base64: string; name?: string; type?: string };

/** Base64 text of which more may follow. */
interface Unfinished extends Base64Text {
	/** Where it begins. */
	written: string;
	/** Of a data URL. */
	labels?: { name?: string; type?: string };
}

/** A tab is one too: `URL` would leave both out, and join an address with what is behind it. */
const LINE_BREAKS = /[\r\n\t\v\f\u0085\u2028\u2029]+/;

/** Several links on a line are separated by a space or a comma. */
const AFTER_SPACE = /(?<=\s)(?=https?:\/\/|data:)/i;
const AFTER_COMMA = /(?<=[,;])(?=https?:\/\/|data:)/i;

const ADDRESS = /^https?:\/\//i;

/** `data:application/pdf;name="invoice.pdf";base64,...` */
const DATA_URL = /^data:([^,;]*)((?:;(?:[^,;"]|"[^"]*")*)*);base64,/i;
const NAME = /;(?:file)?name=(?:"([^"]*)"|([^;]+))/i;

/** Characters of the longest beginning of a data URL. */
const LONGEST_PREFIX = 1_000;

/**
 * Reads a text of links: each is on a line of its own, or behind a space or a comma. Only base64 text goes
 * on in the next line.
 *
 * @throws UserError when a part of it is no link, or may be one or several
 */
export function linksIn(text: string): Link[] {
	const parts = withoutQuotes(text).split(LINE_BREAKS).flatMap(partsOf);
	const links: Array<Unfinished | Link> = [];
	for (const part of parts) {
		const written = unwrapped(parts.length > 1 ? part.replace(/(?<!;base64)[,;]$/i, '') : part);
		if (ADDRESS.test(written)) {
			links.push({ kind: 'url', url: addressOf(written) });
			continue;
		}
		const prefix = DATA_URL.exec(written.slice(0, LONGEST_PREFIX))?.[0] ?? '';
		const [first = '', ...rest] = written.slice(prefix.length).trim().split(/\s+/);
		if (prefix !== '') links.push(dataUrl(written, prefix, first));
		for (const line of [first, ...rest]) add(unescaped(line), links, part);
	}
	return links.map((link) => ('kind' in link ? link : finished(link)));
}

/** Around a text of several lines. */
function withoutQuotes(text: string): string {
	return /^"([^"]*)"$/.exec(text)?.[1] ?? text;
}

function partsOf(line: string): string[] {
	return line
		.split(AFTER_SPACE)
		.flatMap(separated)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** A query may have another address in it, so that what is behind a comma there is decided by `addressOf`. */
function separated(part: string): string[] {
	const query = part.indexOf('?');
	const end = query === -1 ? part.length : query;
	const parts = part.slice(0, end).split(AFTER_COMMA);
	return [...parts.slice(0, -1), `${parts.at(-1) ?? ''}${part.slice(end)}`];
}

/** Characters in which a link may have something around it: quotes, brackets, a name in Markdown. */
const LONGEST_ADDRESS = 10_000;

/** The same link around which there is something, as language models and tables write it. */
const AROUND = /^(?:\[[^\]]*\]\((.*)\)|"(.*)"|'(.*)'|`(.*)`|<(.*)>)$/;

function unwrapped(part: string): string {
	const [, ...within] = (part.length < LONGEST_ADDRESS && AROUND.exec(part)) || [];
	return within.find((inner) => inner !== undefined) ?? part.replace(/^"|"$/g, '');
}

/** Whatever an address goes on with is sent to its server: another link, or a document, must not be. */
function addressOf(written: string): string {
	const url = written.replace(/[<>"]$/, '');
	if (!URL.canParse(url)) throw notALink(written);
	const behind = url.split(/[\s,;]+/).slice(1);
	const hasDocument = behind.some((part) => part.length >= SHORTEST_BASE64 && isFile(part));
	if (hasDocument || AFTER_COMMA.test(url)) throw severalInOne(url);
	return new URL(url).href;
}

function dataUrl(written: string, prefix: string, firstLine: string): Unfinished {
	const [, type = '', parameters = ''] = DATA_URL.exec(prefix) ?? [];
	const [, inQuotes, plain] = NAME.exec(parameters) ?? [];
	const name = inQuotes ?? plain;
	const labels = { ...(name && { name }), ...(type && { type }) };
	const widths = firstLine === '' ? [] : [prefix.length + firstLine.length];
	return { written, labels, lines: [], widths, length: 0 };
}

/** Within a web address, a part of base64 text is escaped: `%2B`, `%2F`, `%3D`. */
function unescaped(base64: string): string {
	return base64.replace(/%(2B|2F|3D)/gi, (escape) => decodeURIComponent(escape));
}

function add(line: string, links: Array<Unfinished | Link>, part: string): void {
	if (line === '') return;
	if (!isBase64(line)) throw notALink(part);
	const last = links.at(-1);
	const before = last === undefined || 'kind' in last ? undefined : last;
	if (before !== undefined && goesOn(before, line)) return addLine(before, line);
	if (before !== undefined && !hasEnded(before) && !isFile(line)) {
		finished(before);
		throw unclearLine(line);
	}
	const next: Unfinished = { written: part, lines: [], widths: [], length: 0 };
	addLine(next, line);
	links.push(next);
}

function finished({ written, labels, lines, length }: Unfinished): Link {
	if (length < (labels === undefined ? SHORTEST_BASE64 : 1)) throw notALink(written);
	const base64 = lines.join('');
	if (isCut(base64)) throw cutBase64(written);
	return { kind: 'base64', base64, ...labels };
}
