/*
 * From an item to its documents. Which files are meant: `chooseFiles` (all, or those named), which looks
 * into an item by `itemFiles` and `filesWithin`, and into what an expression gives by `filesGiven`. What a
 * value is as a file: `binaryValue`. What an item has besides, and is not sent: `documentsInJson`.
 *
 * `links` reads what is given instead of files (a text of several: `linkTexts`, with `base64Text` of those
 * that are wrapped), and `linkedFiles` makes files of it, by `loadLink`.
 *
 * What a file is: `inspectFile` reads its first bytes (`openFile`) and decides by them (`fileContent`, with
 * `imageSize` and `otherContent`), and only then by what nodes say about it. `uploadName` gives it a name
 * that fits, from a name without what mail servers and links add (`decodedName`). Whether a PDF asks for a
 * password is told by its end, so that is found out while it is uploaded (`refuseLocked`, `pdf/`).
 */
import type { INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { bounded, joinBounded } from '../guards/boundedText';
import type { AnesyaApiError } from '../transport/apiError';
import type { FileChoice } from './chooseFiles';
import { chooseFiles, hasFiles } from './chooseFiles';
import type { Document, Inspection, LeftOut } from './inspectFile';
import { inspectFile } from './inspectFile';
import type { LinkedFiles } from './linkedFiles';
import { linkedFiles } from './linkedFiles';
import type { LoadLink } from './loadLink';
import type { Store } from './openFile';

export interface DocumentRules {
	choice: FileChoice | { mode: 'links'; links: unknown };
	/** Whether files are uploaded whatever they are. */
	anyType: boolean;
	/** Whether images that are too small to be a document are uploaded too. A chosen one always is. */
	smallImages: boolean;
	/** What becomes of an item without a document: it fails; it is left out; it is left out unless it has files that cannot be uploaded. */
	whenNone: 'fail' | 'leaveOut' | 'leaveOutIfNoFiles';
	/** Whether links that give no document are left behind by the others, instead of failing their item. */
	mayLoseLinks: boolean;
}

/** The documents of an item. */
export interface CollectedDocuments {
	documents: Document[];
	leftOut: LeftOut[];
	/** Why links could not be loaded. */
	notLoaded: AnesyaApiError[];
}

/**
 * Collects the documents of an item. Files that are not documents are left out, but what is chosen must
 * be a document, unless the item may be without one.
 *
 * @throws UserError when the item must have a document and has none, or a chosen file cannot be uploaded
 * @throws AnesyaApiError when n8n's store no longer has a file
 */
export async function collectDocuments(
	item: INodeExecutionData,
	rules: DocumentRules,
	ports: { store: Store; loadLink: LoadLink },
): Promise<CollectedDocuments> {
	const { choice, whenNone, mayLoseLinks } = rules;
	const { files, notLoaded } = await meantFiles(item, rules, ports.loadLink);
	if (files.length === 0 && notLoaded.length === 0)
		return { documents: [], leftOut: [], notLoaded };

	const inspected: Inspection[] = [];
	for (const file of files) inspected.push(await inspectFile(file, rules, ports.store));
	const documents = inspected.flatMap((entry) => ('file' in entry ? [entry] : []));
	const leftOut = inspected.flatMap((entry) => ('reason' in entry ? [entry] : []));

	if (notLoaded[0] !== undefined && (documents.length === 0 || !mayLoseLinks)) throw notLoaded[0];

	const mayLose = choice.mode === 'all' || (choice.mode === 'links' && mayLoseLinks);
	const isMissing = documents.length === 0 || (!mayLose && leftOut.length > 0);
	const onlySmall = leftOut.every(({ isSmallImage }) => isSmallImage);
	const isAllowed = whenNone === 'leaveOut' || (whenNone === 'leaveOutIfNoFiles' && onlySmall);
	if (isMissing && !isAllowed) throw missingDocument(documents, leftOut);
	return { documents, leftOut, notLoaded };
}

/** @returns none only if the item may be without a document */
async function meantFiles(
	item: INodeExecutionData,
	{ choice, whenNone }: DocumentRules,
	loadLink: LoadLink,
): Promise<LinkedFiles> {
	if (choice.mode !== 'links') {
		const isSearched = whenNone === 'fail' || hasFiles(item, choice);
		return { files: isSearched ? chooseFiles(item, choice) : [], notLoaded: [] };
	}
	const linked = await linkedFiles(choice.links, loadLink);
	const isEmpty = linked.files.length === 0 && linked.notLoaded.length === 0;
	if (!isEmpty || whenNone !== 'fail') return linked;
	throw new UserError("The field 'Links' is empty", {
		description: 'Enter a web address, a data URL or base64 text, or check the expression.',
	});
}

function missingDocument(documents: Document[], leftOut: LeftOut[]): UserError {
	const what =
		documents.length === 0
			? 'There is no file to upload on this item'
			: 'Not all chosen files can be uploaded';
	return new UserError(what, {
		description: `Found: ${joinBounded(leftOut.map(describeLeftOut), '; ')}. Anesya reads PDF, PNG and JPG files.${adviceFor(leftOut)}`,
	});
}

/** What to do about what was left out, beginning with a space; '' if there is nothing to say. */
export function adviceFor(leftOut: LeftOut[]): string {
	if (leftOut.some(({ isSmallImage }) => isSmallImage))
		return " To send images that are too small, switch on 'Upload Small Images'.";
	const reasons = leftOut.flatMap(({ link, reason }) => (link === undefined ? [] : [reason]));
	if (reasons.some((reason) => /html/i.test(reason)))
		return ' The link may ask for a login: use one that opens without a login, or load the file with an HTTP Request node with its credential.';
	return reasons.length > 0 ? ' Open the link in a browser to see where it leads.' : '';
}

/** For instance `"notes.txt" in the field data has the type text/plain`. */
export function describeLeftOut({ name, path, link, reason }: LeftOut): string {
	return `"${name}" ${link === undefined ? 'in the field' : 'at'} ${bounded(path, 120)} ${reason}`;
}
