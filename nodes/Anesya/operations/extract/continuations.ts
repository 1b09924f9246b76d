import { documentNameOf } from '../../api/extract';
import { readKeepFiles } from '../../fields/output';
import { firstCheckAfterUpload } from '../../waiting/schedule';
import type { Run } from '../startRun';
import { aboutExtract, awaitExtract } from './awaitExtract';
import type { Continuation } from './sendDocuments';

/** After an upload: hands the extract on as it was created. */
export function passOn({ context }: Run, itemIndex: number): Continuation {
	const keepFiles = readKeepFiles(context, itemIndex);
	return async ({ extract, files }) => ({
		about: aboutExtract(extract),
		items: [{ json: { ...extract }, binary: keepFiles ? files : undefined }],
	});
}

/** After an upload: waits for the extract. */
export function waitForSent(run: Run, itemIndex: number): Continuation {
	const awaitIt = awaitExtract(run, itemIndex);
	const firstCheckAfter = firstCheckAfterUpload(run.context.getInputData().length);
	return async ({ extract, files }) =>
		await awaitIt({
			id: extract.id,
			document_name: documentNameOf(extract),
			workflow: typeof extract.workflow === 'string' ? extract.workflow : undefined,
			firstCheckAfter,
			files,
		});
}
