/*
 * From an item to its documents. Which files are meant: `chooseFiles` (all, or those named), which looks
 * into an item by `itemFiles` and `filesWithin`, and into what an expression gives by `filesGiven`. What a
 * value is as a file: `binaryValue`.
 *
 * `links` reads what is given instead of files (a text of several: `linkTexts`, with `base64Text` of those
 * that are wrapped), and `loadLink` makes files of it.
 *
 * What a file is: `inspectFile` reads its first bytes (`openFile`) and decides by them (`fileContent`, with
 * `imageSize` and `otherContent`), and only then by what nodes say about it. `uploadName` gives it a name
 * that fits, from a name without what mail servers and links add (`decodedName`). Whether a PDF asks for a
 * password is told by its end, so that is found out while it is uploaded (`refuseLocked`, `pdf/`).
 */
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { bounded, joinBounded } from '../guards/boundedText';
import type { FileChoice } from './chooseFiles';
import { chooseFiles, hasFiles } from './chooseFiles';
import type { Document, Inspection, LeftOut } from './inspectFile';
import { inspectFile } from './inspectFile';
import type { ItemFile } from './itemFiles';
import { linksFrom } from './links';
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
}

/** The documents of an item. */
export interface CollectedDocuments {
	documents: Document[];
	leftOut: LeftOut[];
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
	const { choice, whenNone } = rules;
	const files = await meantFiles(item, rules, ports.loadLink);
	if (files.length === 0) return { documents: [], leftOut: [] };

	const inspected: Inspection[] = [];
	for (const file of files) inspected.push(await inspectFile(file, rules, ports.store));
	const documents = inspected.flatMap((entry) => ('file' in entry ? [entry] : []));
	const leftOut = inspected.flatMap((entry) => ('reason' in entry ? [entry] : []));

	const isMissing = documents.length === 0 || (choice.mode !== 'all' && leftOut.length > 0);
	const onlySmall = leftOut.every(({ isSmallImage }) => isSmallImage);
	const isAllowed = whenNone === 'leaveOut' || (whenNone === 'leaveOutIfNoFiles' && onlySmall);
	if (isMissing && !isAllowed) throw missingDocument(documents, leftOut);
	return { documents, leftOut };
}

/** @returns none only if the item may be without a document */
async function meantFiles(
	item: INodeExecutionData,
	{ choice, whenNone }: DocumentRules,
	loadLink: LoadLink,
): Promise<ItemFile[]> {
	if (choice.mode !== 'links')
		return whenNone === 'fail' || hasFiles(item, choice) ? chooseFiles(item, choice) : [];
	const links = linksFrom(choice.links);
	const files = await Promise.all(links.map(loadLink));
	// The same document twice would be paid for twice.
	const seen = new Set<IBinaryData>();
	if (links.length > 0 || whenNone !== 'fail')
		return files.filter(({ binary }) => !seen.has(binary) && seen.add(binary));
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

function adviceFor(leftOut: LeftOut[]): string {
	const reasons = leftOut.flatMap(({ link, reason }) => (link === undefined ? [] : [reason]));
	if (reasons.some((reason) => /html/i.test(reason)))
		return ' The link may ask for a login: use one that opens without, or load the file with an HTTP Request node with its credential.';
	return reasons.length > 0 ? ' Open the link in a browser to see where it leads.' : '';
}

/** For instance `"notes.txt" in the field data has the type text/plain`. */
export function describeLeftOut({ name, path, link, reason }: LeftOut): string {
	return `"${name}" ${link === undefined ? 'in the field' : 'at'} ${bounded(path, 120)} ${reason}`;
}
