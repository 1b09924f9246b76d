import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { joinBounded } from '../guards/boundedText';
import { digestOf } from '../guards/digest';
import type { UploadFile } from '../transport/multipartForm';
import type { FileChoice } from './chooseFiles';
import { chooseFiles, hasFiles } from './chooseFiles';
import type { ItemFile } from './itemFiles';
import { toUploadFile } from './toUploadFile';
import { uploadName } from './uploadName';

/** A file of an item that will be uploaded. */
export interface Document extends ItemFile {
	file: UploadFile;
}

export interface DocumentRules {
	choice: FileChoice;
	/** Bytes. Among all files of an item, smaller images are skipped, such as logos in e-mail signatures; a small PDF is not. */
	minImageSize: number;
	/** Whether files other than PDF, PNG and JPG are uploaded too. */
	anyType: boolean;
	/** Whether an item may be without a document. */
	allowNone: boolean;
}

/** The documents of an item. */
export interface CollectedDocuments {
	documents: Document[];
	/** What is not uploaded and why, in words for the user. */
	skipped: string[];
}

/**
 * Collects the documents of an item. Files that are not documents are skipped, but a chosen field
 * must hold a document, unless the item may be without one.
 *
 * @throws UserError when the item must have a document and has none, or a chosen file cannot be uploaded
 * @throws AnesyaApiError when n8n's store no longer has a file
 */
export async function collectDocuments(
	item: INodeExecutionData,
	rules: DocumentRules,
	store: IExecuteFunctions['helpers'],
): Promise<CollectedDocuments> {
	const documents: Document[] = [];
	const skipped: string[] = [];
	if (rules.allowNone && !hasFiles(item, rules.choice)) return { documents, skipped };

	for (const { field, binary } of chooseFiles(item, rules.choice)) {
		const named = uploadName(binary.fileName, binary.mimeType, uniqueName(field, binary));
		const file = await toUploadFile(binary, named, store);
		const reason = reasonToSkip(file, named.isSupported, rules);
		if (reason === undefined) documents.push({ field, binary, file });
		else skipped.push(`"${file.name}" in the field ${field} ${reason}`);
	}

	const isMissing =
		documents.length === 0 || (rules.choice.mode === 'chosen' && skipped.length > 0);
	if (isMissing && !rules.allowNone) {
		const what =
			documents.length === 0
				? 'There is no file to upload on this item'
				: 'Not all chosen files can be uploaded';
		throw new UserError(what, {
			description: `Found: ${joinBounded(skipped, '; ')}. Anesya reads PDF, PNG and JPG files.`,
		});
	}
	return { documents, skipped };
}

/**
 * Of files without a name, each gets one of its own, since a lost upload is searched for by its name. It
 * is the same if n8n runs the node again.
 */
function uniqueName(field: string, { id, data }: IBinaryData): string {
	return `${field}-${digestOf(id ?? data)
		.toString(16)
		.padStart(8, '0')}`;
}

function reasonToSkip(
	file: UploadFile,
	isSupported: boolean,
	rules: DocumentRules,
): string | undefined {
	if (!isSupported && !rules.anyType) return `has the type ${file.type}`;
	if (file.size === 0) return 'is empty';
	const isSmall = file.type.startsWith('image/') && file.size < rules.minImageSize;
	if (rules.choice.mode === 'all' && isSmall)
		return `is smaller than ${rules.minImageSize / 1024} KB`;
	return undefined;
}
