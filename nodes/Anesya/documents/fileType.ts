/** The endings that Anesya takes (documented for an upload without a workflow), with their types. */
const TYPES = new Map([
	['pdf', 'application/pdf'],
	['png', 'image/png'],
	['jpg', 'image/jpeg'],
	['jpeg', 'image/jpeg'],
]);

/** What may stand in a header as a type (RFC 6838). */
const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;

/** How a file is called at Anesya, and as what it is sent. */
export interface UploadName {
	name: string;
	type: string;
	isSupported: boolean;
}

/**
 * Decides name and type of an upload. The ending counts, since Anesya goes by it; a file whose name
 * has no supported ending, but whose type is a supported one, gets the ending that belongs to it.
 *
 * @param fallback the name for a file that has none
 */
export function uploadName(
	fileName: string | undefined,
	mimeType: string,
	fallback: string,
): UploadName {
	const name = ownName(fileName ?? '') || ownName(fallback) || 'document';
	const byEnding = TYPES.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '');
	if (byEnding !== undefined) return { name, type: byEnding, isSupported: true };

	const type = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
	const [ending] = [...TYPES].find(([, supported]) => supported === type) ?? [];
	return ending === undefined
		? { name, type: MEDIA_TYPE.test(type) ? type : 'application/octet-stream', isSupported: false }
		: { name: `${name}.${ending}`, type, isSupported: true };
}

/**
 * A name without its path, which a service takes off: what was lost could not be found under it. Control
 * characters and line breaks could end a header of the multipart form early.
 */
function ownName(text: string): string {
	const [name = ''] = text.split(/[\\/]/).slice(-1);
	return name.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim();
}
