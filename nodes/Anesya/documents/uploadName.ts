import type { IBinaryData } from 'n8n-workflow';

import { boundedName } from '../guards/boundedText';
import { decodedName } from './decodedName';
import type { DocumentKind } from './fileContent';

/** Extensions of the files that Anesya reads (documented for an upload without a workflow). */
const KINDS = new Map<string, DocumentKind>([
	['pdf', 'pdf'],
	['png', 'png'],
	['jpg', 'jpeg'],
	['jpeg', 'jpeg'],
]);

const TYPES: Record<DocumentKind, { type: string; extension: string }> = {
	pdf: { type: 'application/pdf', extension: 'pdf' },
	png: { type: 'image/png', extension: 'png' },
	jpeg: { type: 'image/jpeg', extension: 'jpg' },
};

/** A type that is valid in a header (RFC 6838). */
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;

/** The name and type under which a file is sent. */
export interface UploadName {
	name: string;
	type: string;
}

/** What nodes say about a file. Any of it may be missing, wrong, or of another type. */
export type FileLabels = Partial<
	Record<keyof Pick<IBinaryData, 'fileName' | 'fileExtension' | 'mimeType'>, unknown>
>;

/**
 * Decides the name and type of an upload. Anesya goes by the extension, so a name gets one that fits.
 *
 * @param kind what the file is by its content; without it, its name decides, then `fileExtension`, then its type
 * @param fallback the name for a file that has none
 */
export function uploadName(
	labels: FileLabels,
	kind: DocumentKind | undefined,
	fallback: string,
): UploadName {
	const own = wireName(decodedName(textOf(labels.fileName)));
	const name = own || wireName(fallback) || 'document';
	const known = kind ?? claimedKind(labels);
	if (known !== undefined) return { name: withExtension(name, known), type: TYPES[known].type };

	const type = mediaType(labels);
	const extension = textOf(labels.fileExtension);
	const isPlain = /^[a-z\d]{1,5}$/i.test(extension) && !/\.[a-z\d]{1,5}$/i.test(name);
	return {
		name: isPlain ? `${name}.${extension}` : name,
		type: MEDIA_TYPE.test(type) ? type : 'application/octet-stream',
	};
}

/** The name for texts about a file that is not sent: with its path, or what looks like one, as the user has it. */
export function shownName({ fileName }: FileLabels, sentAs: string): string {
	const own = decodedName(textOf(fileName)).trim();
	return /[\\/]/.test(own) ? boundedName(own) : sentAs;
}

/** The name of a file whose ending is known, such as an export: a name in another form decides nothing. */
export function nameWithEnding(stem: string, ending: string): string {
	return wireName(`${stem}.${ending}`) || `document.${ending}`;
}

/** What a file should be by its name, else by `fileExtension`, else by its type. */
export function claimedKind(labels: FileLabels): DocumentKind | undefined {
	const type = mediaType(labels);
	return (
		KINDS.get(extensionOf(decodedName(textOf(labels.fileName)))) ??
		KINDS.get(textOf(labels.fileExtension).toLowerCase()) ??
		[...KINDS.values()].find((kind) => TYPES[kind].type === type)
	);
}

/** The type of a file, without parameters such as a charset; '' if there is none. */
export function mediaType({ mimeType }: FileLabels): string {
	return textOf(mimeType).split(';')[0]?.trim().toLowerCase() ?? '';
}

/** An extension of another supported kind is wrong, and replaced; anything else may be a part of the name. */
function withExtension(name: string, kind: DocumentKind): string {
	const extension = extensionOf(name);
	const claimed = KINDS.get(extension);
	if (claimed === kind) return name;
	const stem = claimed === undefined ? name : name.slice(0, -extension.length - 1);
	return shortened(`${stem || 'document'}.${TYPES[kind].extension}`);
}

function extensionOf(name: string): string {
	return /\.([a-z]+)$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}

/** Characters that are looked at. */
const LONGEST_LABEL = 2_000;

/** A Code node may give a number as a name. */
function textOf(value: unknown): string {
	const isText = typeof value === 'string' || typeof value === 'number';
	return isText ? String(value).slice(0, LONGEST_LABEL) : '';
}

/** A name without a stem: many servers take `.pdf` for a name without an extension, and refuse it. */
const EXTENSION_ALONE = /^\.[a-z\d]{1,5}$/i;

/**
 * The name as it goes over the wire, which is the one that a lost upload is searched for by. A service
 * may remove the path. Control characters and line breaks could end a header of the multipart form
 * early, quotes would arrive as `%22` (browsers and n8n's HTTP helper escape them so), and half a
 * character (a name that was cut) as another one.
 */
function wireName(text: string): string {
	const [name = ''] = text.split(/[\\/]/).slice(-1);
	const plain = name.normalize('NFC').replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, ' ');
	const trimmed = withoutLastDots(plain.replace(/"/g, "'")).trim();
	return EXTENSION_ALONE.test(trimmed) ? '' : shortened(trimmed);
}

function withoutLastDots(name: string): string {
	let end = name.length;
	while (end > 0 && /[\s.]/.test(name.charAt(end - 1))) end -= 1;
	return name.slice(0, end);
}

/** Characters of a name, its extension included: file systems and databases often stop at 255 bytes. */
const LONGEST_NAME = 120;
const MOST_BYTES = 240;

function shortened(name: string): string {
	if (name.length <= LONGEST_NAME && Buffer.byteLength(name) <= MOST_BYTES) return name;
	const [extension = ''] = /\.[a-z\d]{1,5}$/i.exec(name) ?? [];
	let [stem, bytes] = ['', extension.length];
	for (const character of Array.from(name).slice(0, LONGEST_NAME - extension.length)) {
		bytes += Buffer.byteLength(character);
		if (bytes > MOST_BYTES) break;
		stem += character;
	}
	return stem.trim() + extension;
}
