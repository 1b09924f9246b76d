import { UserError } from 'n8n-workflow';

import { quoted } from '../guards/boundedText';
import { isRecord, parseJson } from '../guards/json';

/** A document that is not a file of the item yet. */
export type Link =
	| { kind: 'url'; url: string; name?: string }
	| { kind: 'base64'; base64: string; name?: string; type?: string };

/** `data:application/pdf;name=invoice.pdf;base64,...` */
const DATA_URL = /^data:([^,;]*)((?:;[^,;]*)*);base64,/i;

/** Several links in one text are on lines of their own, or behind a space, perhaps with a comma before it. */
const BEFORE_NEXT = /(?<=\s)(?=https?:\/\/|data:)/i;

/** Names that tables and services give to a link and its name, such as attachments of Airtable or Notion. */
const URL_KEYS = ['url', 'link', 'href', 'file_url', 'downloadUrl', 'data'];
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
export function linksFrom(value: unknown, depth = MAX_DEPTH): Link[] {
	if (value === undefined || value === null || depth === 0) return [];
	if (Array.isArray(value)) return value.flatMap((entry) => linksFrom(entry, depth - 1));
	if (isRecord(value)) return namedLinks(value, depth);
	if (typeof value !== 'string') throw notALink(value);
	const text = value.trim();
	if (text === '') return [];
	const parsed = /^[[{]/.test(text) ? parseJson(text) : undefined;
	if (Array.isArray(parsed) || isRecord(parsed)) return linksFrom(parsed, depth - 1);
	const parts = text.split(BEFORE_NEXT).map((part) => part.trim());
	return parts.map((part) => linkIn(parts.length > 1 ? part.replace(/[,;]$/, '') : part));
}

function namedLinks(value: Record<string, unknown>, depth: number): Link[] {
	const link = URL_KEYS.map((key) => value[key]).find((candidate) => isFilled(candidate));
	if (link === undefined) throw notALink(value);
	const name = NAME_KEYS.map((key) => value[key]).find((candidate) => isFilled(candidate));
	const links = linksFrom(link, depth - 1);
	return links.map((one) => (name === undefined ? one : { ...one, name: String(name) }));
}

function isFilled(value: unknown): boolean {
	return typeof value === 'string' && value.trim() !== '';
}

function linkIn(text: string): Link {
	if (/^https?:\/\//i.test(text)) {
		const url = text.replace(/[<>"]$/, '');
		if (!URL.canParse(url)) throw notALink(text);
		return { kind: 'url', url: new URL(url).href };
	}
	const [prefix, type, parameters = ''] = DATA_URL.exec(text.slice(0, 1_000)) ?? [];
	const base64 = text.slice(prefix?.length ?? 0).replace(/[\r\n]\s*/g, '');
	const isLong = prefix !== undefined || base64.length >= SHORTEST_BASE64;
	if (!isLong || !/^[\w+/-]+={0,2}$/.test(base64)) throw notALink(text);
	const name = /;(?:file)?name=([^;]+)/i.exec(parameters)?.[1];
	return { kind: 'base64', base64, ...(name && { name }), ...(type && { type }) };
}

function notALink(value: unknown): UserError {
	return new UserError(`${quoted(value)} is not a link (field 'Links')`, {
		description:
			'Enter a web address that starts with https:// or http://, a data URL with base64, or base64 text. Put several on lines of their own.',
	});
}
