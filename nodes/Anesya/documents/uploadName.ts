/** The file extensions that Anesya accepts (documented for an upload without a workflow), and their types. */
const TYPES = new Map([
	['pdf', 'application/pdf'],
	['png', 'image/png'],
	['jpg', 'image/jpeg'],
	['jpeg', 'image/jpeg'],
]);

/** A type that is valid in a header (RFC 6838). */
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;

/** The name and type under which a file is sent. */
export interface UploadName {
	name: string;
	type: string;
	/** Whether Anesya can read it. */
	isSupported: boolean;
}

/**
 * Decides the name and type of an upload. The extension decides, as it does for Anesya. A file of a
 * supported type whose name has no supported extension gets the extension of its type.
 *
 * @param mimeType as n8n knows it; parameters such as a charset are ignored
 * @param fallback the name for a file that has none
 */
export function uploadName(
	fileName: string | undefined,
	mimeType: string,
	fallback: string,
): UploadName {
	const name = wireName(fileName ?? '') || wireName(fallback) || 'document';
	const typeByExtension = TYPES.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '');
	if (typeByExtension !== undefined) return { name, type: typeByExtension, isSupported: true };

	const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	const [extension] = [...TYPES].find(([, supported]) => supported === type) ?? [];
	return extension === undefined
		? { name, type: MEDIA_TYPE.test(type) ? type : 'application/octet-stream', isSupported: false }
		: { name: `${name}.${extension}`, type, isSupported: true };
}

/**
 * The name as it goes over the wire, which is the one that a lost upload is searched for by. A service
 * may remove the path. Control characters and line breaks could end a header of the multipart form
 * early, and quotes would arrive as `%22` (browsers and n8n's HTTP helper escape them so).
 */
function wireName(text: string): string {
	const [name = ''] = text.split(/[\\/]/).slice(-1);
	const plain = name.normalize('NFC').replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
	return shortened(plain.replace(/"/g, "'").trim());
}

/** Characters of a name, its extension included: file systems and databases often stop at 255 bytes. */
const LONGEST_NAME = 120;

function shortened(name: string): string {
	if (name.length <= LONGEST_NAME) return name;
	const [extension = ''] = /\.[a-z\d]{1,5}$/i.exec(name) ?? [];
	return (
		Array.from(name)
			.slice(0, LONGEST_NAME - extension.length)
			.join('')
			.trim() + extension
	);
}
