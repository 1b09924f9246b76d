import { UserError } from 'n8n-workflow';

import { describeLeftOut } from '../../documents/collectDocuments';
import type { LeftOut } from '../../documents/inspectFile';
import type { Failure } from '../operation';
import type { Run } from '../run';

/**
 * What becomes of the files that an item leaves behind beside its documents. In production nobody sees a
 * hint, so they take the error output where it is on. Small images do not: nearly every e-mail has some.
 *
 * @returns the failures of those that are not told by a hint
 */
export function leaveOut(run: Run, files: LeftOut[], itemIndex: number): Failure[] {
	const hasErrorOutput = run.context.getNode().onError === 'continueErrorOutput';
	const failed = files.filter(({ isSmallImage }) => hasErrorOutput && !isSmallImage);
	tellLeftOut(
		run,
		files.filter((file) => !failed.includes(file)),
		itemIndex,
	);
	return failed.map((file) => ({
		about: { document_name: file.name },
		error: notUploadedError(file),
		files: { [file.field]: file.binary },
	}));
}

/** Tells of files that are not uploaded by a hint. */
export function tellLeftOut({ hint }: Run, files: LeftOut[], itemIndex: number): void {
	for (const file of files) hint('Not uploaded:', `${describeLeftOut(file)} (item ${itemIndex})`);
}

function notUploadedError(file: LeftOut): UserError {
	return new UserError(`${describeLeftOut(file)}, and was not uploaded`, {
		description:
			"Anesya reads PDF, PNG and JPG files. The other documents of the item were processed. To send this one as well, switch on 'Send Other File Types'.",
	});
}
