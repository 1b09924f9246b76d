import { randomBytes } from 'node:crypto';

type StoredName = (fileName: string) => string;

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** How a service may store the name of a file. */
export const STORED_NAMES: Record<string, StoredName> = {
	'as it is': (name) => name,
	'with HTML entities': (name) => name.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign),
	'cut at 255': (name) => cut(name, 255),
	'cut at 100': (name) => cut(name, 100),
	'with underscores': toSafeFileName,
	'with a unique suffix': (name) => withSuffix(name, 255),
	'as Django keeps files': (name) => withSuffix(toSafeFileName(name), 100),
};

/** As Django turns it into a safe file name. */
function toSafeFileName(name: string): string {
	return name
		.normalize('NFD')
		.replaceAll(' ', '_')
		.replace(/[^-\w.]/g, '');
}

function cut(name: string, length: number): string {
	const { stem, extension } = partsOf(name);
	return stem.slice(0, length - extension.length) + extension;
}

function withSuffix(name: string, length: number): string {
	const { stem, extension } = partsOf(name);
	const suffix = randomBytes(12)
		.toString('base64')
		.replace(/[^a-z\d]/gi, '')
		.padEnd(7, 'x')
		.slice(0, 7);
	return `${stem.slice(0, length - extension.length - 8)}_${suffix}${extension}`;
}

function partsOf(name: string): { stem: string; extension: string } {
	const [extension = ''] = /\.[^.]*$/.exec(name) ?? [];
	return { stem: name.slice(0, name.length - extension.length), extension };
}
