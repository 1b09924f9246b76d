import { UserError } from 'n8n-workflow';

import { quoted } from '../guards/boundedText';
import { isRecord, parseJson } from '../guards/json';

/** A document that is not a file of the item yet. */
export type Link =
	| { kind: 'url'; url: string; name?: string }
	| { kind: 'base64'; base64: string; name?: string; type?: string };

/** `data:application/pdf;name=invoice.pdf;base64,...` */
const DATA_URL = /^data:([^,;]*)((?:;[^,;]*)*);base64,/i;

/** Several links in one text are on lines of their own, or behind a space or a comma. */
const BEFORE_NEXT = /(?<=\s)(?=https?:\/\/|data:)|(?<=[,;])(?=https?:\/\/)/i;

/**
 * Names that tables and services give to a link and its name, such as attachments of Airtable, Notion,
 * Google Drive and Microsoft Graph. The first that an object has counts: pages to look at come last.
 */
const URL_KEYS = [
	'@microsoft.graph.downloadUrl',
	'downloadUrl',
	'download_url',
	'webContentLink',
	'file',
	'external',
	'url',
	'link',
	'href',
	'file_url',
	'fileUrl',
	'data',
	'base64',
	'content',
];
const NAME_KEYS = ['fileName', 'filename', 'name', 'title'];

/** Characters: no document is smaller, and many words look like base64. */
const SHORTEST_BASE64 = 64;

/** Levels of lists and objects. */
const MAX_DEPTH = 4;

/**
 * Reads the field Links: web addresses, data URLs and base64 text, one or several, as a text, a list, a
 * list as JSON text (as language models give it), or objects with a link and a name.
 *
 * @returns possibly none
 * @throws UserError when a part of it is none of these
 */
export function linksFrom(value: unknown): Link[] {
	const links = read(value, MAX_DEPTH);
	// The same address twice is one document, which would be paid for twice.
	const seen = new Set<string>();
	return links.filter((link) => link.kind !== 'url' || (!seen.has(link.url) && seen.add(link.url)));
}

function read(value: unknown, depth: number): Link[] {
	if (value === undefined || value === null || depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => read(entry, depth - 1));
	if (isRecord(value)) return namedLinks(value, depth);
	if (typeof value !== 'string') throw notALink(value);
	const text = value.trim();
	if (text === '') return [];
	const parsed = /^[[{]/.test(text) ? parseJson(text) : undefined;
	if (Array.isArray(parsed) || isRecord(parsed)) return read(parsed, depth - 1);
	const parts = text.split(BEFORE_NEXT).map((part) => part.trim());
	return parts.map((part) => linkIn(parts.length > 1 ? part.replace(/[,;]$/, '') : part));
}

function namedLinks(value: Record<string, unknown>, depth: number): Link[] {
	const link = URL_KEYS.map((key) => value[key]).find(
		(candidate) => isFilled(candidate) || isRecord(candidate),
	);
	if (link === undefined) throw notALink(value);
	const name = NAME_KEYS.map((key) => value[key]).find((candidate) => isFilled(candidate));
	const links = read(link, depth - 1);
	return links.map((one) => (name === undefined ? one : { ...one, name: String(name) }));
}

function isFilled(value: unknown): boolean {
	return typeof value === 'string' && value.trim() !== '';
}

/** Characters in which a link may have something around it: quotes, brackets, a name in Markdown. */
const LONGEST_ADDRESS = 10_000;

/** The same link around which there is something, as language models and tables write it. */
const AROUND = /^(?:\[[^\]]*\]\((.*)\)|"(.*)"|'(.*)'|`(.*)`|<(.*)>)$/;

function linkIn(written: string): Link {
	const [, ...within] = (written.length < LONGEST_ADDRESS && AROUND.exec(written)) || [];
	const text = within.find((part) => part !== undefined) ?? written.replace(/^"|"$/g, '');
	if (/^https?:\/\//i.test(text)) {
		const url = text.replace(/[<>"]$/, '');
		if (!URL.canParse(url)) throw notALink(written);
		return { kind: 'url', url: new URL(url).href };
	}
	const [prefix, type, parameters = ''] = DATA_URL.exec(text.slice(0, 1_000)) ?? [];
	const content = text.slice(prefix?.length ?? 0).trimStart();
	const base64 = unescaped(content).replace(/[\r\n]\s*/g, '');
	const isLong = prefix !== undefined || base64.length >= SHORTEST_BASE64;
	if (!isLong || !/^[\w+/-]+={0,2}$/.test(base64)) throw notALink(written);
	const name = /;(?:file)?name=([^;]+)/i.exec(parameters)?.[1];
	return { kind: 'base64', base64, ...(name && { name }), ...(type && { type }) };
}

/** Within a web address, a part of base64 text is escaped: `%2B`, `%2F`, `%3D`. */
function unescaped(base64: string): string {
	return base64.replace(/%(2B|2F|3D)/gi, (escape) => decodeURIComponent(escape));
}

function notALink(value: unknown): UserError {
	const ofObject = isRecord(value) ? " An object must have it in a field such as 'url'." : '';
	return new UserError(`${quoted(value)} is not a link (field 'Links')`, {
		description: `Enter a web address that starts with https:// or http://, a data URL with base64, or base64 text. Put several on lines of their own.${ofObject}`,
	});
}
