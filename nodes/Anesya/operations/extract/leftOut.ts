import type { INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { CollectedDocuments } from '../../documents/collectDocuments';
import { adviceFor, describeLeftOut } from '../../documents/collectDocuments';
import { documentsInJson } from '../../documents/documentsInJson';
import type { LeftOut } from '../../documents/inspectFile';
import type { AnesyaApiError } from '../../transport/apiError';
import type { Failure } from '../operation';
import type { Run } from '../run';

/**
 * What becomes of the files and links that an item leaves behind beside its documents. In production
 * nobody sees a hint, so they take the error output where it is on. Small images do not: nearly every
 * e-mail has some.
 *
 * @returns the failures of those that are not told by a hint
 */
export function leaveOut(
	run: Run,
	{ leftOut: files, notLoaded }: Pick<CollectedDocuments, 'leftOut' | 'notLoaded'>,
	itemIndex: number,
): Failure[] {
	const hasErrorOutput = run.context.getNode().onError === 'continueErrorOutput';
	const failed = files.filter(({ isSmallImage }) => hasErrorOutput && !isSmallImage);
	tellLeftOut(
		run,
		files.filter((file) => !failed.includes(file)),
		itemIndex,
	);
	const ofLinks = notLoaded.map((error) => ({ about: {}, error: besideOthers(error) }));
	const ofFiles = failed.map((file) => ({
		about: { document_name: file.name },
		error: notUploadedError(file),
		files: { [file.field]: file.binary },
	}));
	return [...ofLinks, ...ofFiles];
}

/** Tells of files that are not uploaded by a hint. */
export function tellLeftOut({ hint }: Run, files: LeftOut[], itemIndex: number): void {
	for (const file of files) hint('Not uploaded:', `${describeLeftOut(file)} (item ${itemIndex})`);
}

/** Tells of documents within the json of an item that are not taken for its files. */
export function tellInJson({ hint }: Run, item: INodeExecutionData, itemIndex: number): void {
	for (const path of documentsInJson(item)) hint(IN_JSON, `${path} (item ${itemIndex})`);
}

const IN_JSON =
	"Documents as base64 text within the JSON are not sent. To send them, choose 'Chosen Fields' under 'Files' and enter their paths:";

const OTHERS = 'The other documents of the item were processed.';

/** The text about a link may say that nothing was sent. */
function besideOthers(error: AnesyaApiError): AnesyaApiError {
	return error.with({ description: `${error.text} ${OTHERS}`, unsent: undefined });
}

function notUploadedError(file: LeftOut): UserError {
	return new UserError(`${describeLeftOut(file)}, and was not uploaded`, {
		description: `Anesya reads PDF, PNG and JPG files. ${OTHERS} To send this one as well, switch on 'Upload Other File Types'.${adviceFor([file])}`,
	});
}
