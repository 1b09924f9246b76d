import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { UploadFile } from '../transport/multipartForm';
import { joinBounded } from '../guards/boundedText';
import type { FileChoice } from './chooseFiles';
import { chooseFiles, hasFiles } from './chooseFiles';
import { uploadName } from './fileType';
import type { ItemFile } from './itemFiles';
import { openFile } from './openFile';

/** A file that is going to be uploaded. */
export interface Document extends ItemFile {
	file: UploadFile;
}

export interface DocumentRules {
	choice: FileChoice;
	/** Bytes below which an image is left out of all files of an item (logos in mail signatures); a PDF may be as small. */
	smallest: number;
	/** Whether files other than PDF, PNG and JPG go up too. */
	anyType: boolean;
	/** Whether an item may have no document at all. */
	mayBeNone: boolean;
}

/** What goes up from an item, and what does not, in words for the user. */
export interface Collected {
	documents: Document[];
	skipped: string[];
}

/**
 * Collects the documents of an item. Among all files of an item, what is no document is skipped; a
 * field that was chosen by name has to hold one, unless there may be none.
 *
 * @throws UserError when nothing is left although there has to be something, or a chosen file cannot be uploaded
 */
export async function collectDocuments(
	item: INodeExecutionData,
	rules: DocumentRules,
	store: IExecuteFunctions['helpers'],
): Promise<Collected> {
	const documents: Document[] = [];
	const skipped: string[] = [];
	if (rules.mayBeNone && !hasFiles(item, rules.choice)) return { documents, skipped };

	for (const { field, binary } of chooseFiles(item, rules.choice)) {
		const named = uploadName(binary.fileName, binary.mimeType, field);
		const file = await openFile(binary, named, store);
		const obstacle = obstacleFor(file, named.isSupported, rules);
		if (obstacle === undefined) documents.push({ field, binary, file });
		else skipped.push(`"${file.name}" in the field ${field} ${obstacle}`);
	}

	const isTooFew = documents.length === 0 || (rules.choice.mode === 'chosen' && skipped.length > 0);
	if (isTooFew && !rules.mayBeNone) {
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

function obstacleFor(
	file: UploadFile,
	isSupported: boolean,
	rules: DocumentRules,
): string | undefined {
	if (!isSupported && !rules.anyType) return `is of the type ${file.type}`;
	if (file.size === 0) return 'is empty';
	const isSmall = file.type.startsWith('image/') && file.size < rules.smallest;
	if (rules.choice.mode === 'all' && isSmall) return `is smaller than ${rules.smallest / 1024} KB`;
	return undefined;
}
