import { isRecord, parseJson } from '../guards/json';
import { notALink } from './linkTextErrors';
import type { Link } from './linkTexts';
import { linksIn } from './linkTexts';

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
	return linksIn(text);
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
