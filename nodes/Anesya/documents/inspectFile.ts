import { bounded } from '../guards/boundedText';
import { digestOf } from '../guards/digest';
import type { UploadFile } from '../transport/multipartForm';
import type { DocumentKind, FileContent } from './fileContent';
import { contentOf, HEAD_SIZE } from './fileContent';
import { isTooSmall } from './imageSize';
import type { ItemFile } from './itemFiles';
import type { Store } from './openFile';
import { openFile } from './openFile';
import { refuseLocked } from './refuseLocked';
import { claimedKind, mediaType, shownName, uploadName } from './uploadName';

/** A file of an item that will be uploaded. */
export interface Document extends ItemFile {
	file: UploadFile;
}

/** A file of an item that is not uploaded. */
export interface LeftOut extends ItemFile {
	name: string;
	/** In words that follow the name: `is empty`. */
	reason: string;
	/** Whether it is too small to be a document, as the logos of most e-mails are. */
	isSmallImage: boolean;
}

export type Inspection = Document | LeftOut;

export interface InspectionRules {
	choice: { mode: string };
	anyType: boolean;
	smallImages: boolean;
}

const NAMES: Record<DocumentKind, string> = { pdf: 'PDF', png: 'PNG', jpeg: 'JPG' };

/**
 * Decides what a file is, and whether it is uploaded. Its first bytes decide; then its name, its
 * `fileExtension` and its type, which nodes often leave out or get wrong.
 *
 * @throws AnesyaApiError when n8n's store no longer has the file
 */
export async function inspectFile(
	itemFile: ItemFile,
	rules: InspectionRules,
	store: Store,
): Promise<Inspection> {
	const { binary } = itemFile;
	const fallback = ownName(itemFile);
	const opened = await openFile(binary, uploadName(binary, undefined, fallback).name, store);
	const content = opened.size === 0 ? {} : contentOf(await opened.head(HEAD_SIZE));

	const { name, type } = uploadName(binary, content.kind, fallback);
	const isSmallImage =
		rules.choice.mode === 'all' &&
		!rules.smallImages &&
		content.size !== undefined &&
		isTooSmall(content.size);
	const reason = isSmallImage
		? smallImageReason(content)
		: rules.anyType
			? undefined
			: reasonToLeaveOut(content, opened.size, itemFile);
	if (reason !== undefined)
		return { ...itemFile, name: shownName(binary, name), reason, isSmallImage };

	const file = { name, type, size: opened.size, stream: opened.stream };
	const mayBeLocked = content.kind === 'pdf' && !rules.anyType;
	// What was loaded by this node has no name or type that anyone else gave it.
	const fileExtension = content.kind && name.split('.').at(-1);
	const labels =
		itemFile.link === undefined
			? {}
			: { fileName: name, mimeType: type, ...(fileExtension && { fileExtension }) };
	return {
		...itemFile,
		binary: { ...binary, ...labels },
		file: mayBeLocked ? refuseLocked(file) : file,
	};
}

function reasonToLeaveOut(
	{ kind, other }: FileContent,
	size: number,
	{ binary, link }: ItemFile,
): string | undefined {
	if (size === 0) return 'is empty';
	if (kind !== undefined) return undefined;
	if (other !== undefined) return `is ${other}`;
	// The server of a link knows better than its address what it sends: a login page, an error as JSON.
	const isTextOfServer = link !== undefined && /^text\/|json|xml/.test(mediaType(binary));
	const claimed = isTextOfServer ? undefined : claimedKind(binary);
	return claimed === undefined
		? `has the type ${bounded(mediaType(binary)) || 'unknown'}`
		: `is called a ${NAMES[claimed]} file, but has other content`;
}

function smallImageReason({ size }: FileContent): string {
	return `is too small to be a document (${size?.width} x ${size?.height} pixels)`;
}

/**
 * A file without a name gets one of its own, since a lost upload is searched for by its name. It stays
 * the same if n8n runs the node again.
 */
function ownName({ field, link, binary: { id, data } }: ItemFile): string {
	const digest = digestOf(link ?? id ?? data).toString(16);
	return `${field}-${digest.padStart(8, '0')}`;
}
