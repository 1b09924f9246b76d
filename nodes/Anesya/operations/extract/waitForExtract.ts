import { UserError } from 'n8n-workflow';
import type { IBinaryKeyData } from 'n8n-workflow';

import type { Extract } from '../../api/extract';
import { documentNameOf, hasEnded } from '../../api/extract';
import { AnesyaApiError } from '../../transport/apiError';
import { readOutput, readKeepFiles } from '../../fields/output';
import { readWaitingRules } from '../../fields/waiting';
import { hasExtractedData } from '../../results/extractedData';
import type { OutputSettings } from '../../results/resultItems';
import { resultItems } from '../../results/resultItems';
import { textForTimeout, interruptedWaitError } from '../../waiting/waitErrors';
import type { Run } from '../run';
import type { About, Outcome } from '../operation';
import { firstCheckAfterUpload } from '../../waiting/schedule';
import type { AfterUpload } from './uploadDocuments';

/** An extract to wait for. */
export interface ExtractToAwait {
	id: string;
	/** The document's name, as far as it is known before the first look. */
	document_name?: string;
	/** Where the extract is known to be in, so that one list can tell of many. */
	workflow?: string;
	/** Milliseconds before which a look is not worth its while. */
	firstCheckAfter: number;
	/** The document: goes onto the output items if the user wants to keep it, and onto failed ones. */
	files?: IBinaryKeyData;
}

/**
 * The waiting half of an operation: reads the fields of an item, and gives the function that waits
 * for one extract and makes items of it.
 *
 * @throws UserError when an option is not usable
 */
export function waitForExtract(
	run: Run,
	itemIndex: number,
): (awaited: ExtractToAwait) => Promise<Outcome> {
	const { minutes, interval, passUnfinishedOn } = readWaitingRules(run.context, itemIndex);
	const output = readOutput(run.context, itemIndex);
	const timeout = minutes * 60_000;

	return async ({ id, document_name, workflow, firstCheckAfter, files }) => {
		const about: About = { id, document_name };
		try {
			const soonest = Math.min(firstCheckAfter, interval ?? Infinity);
			const result = await run.waitFor(
				id,
				{ timeout, interval, firstCheckAfter: soonest },
				workflow,
				output.mode === 'extract',
			);
			const { extract } = result;
			if (extract !== undefined) Object.assign(about, aboutExtract(extract));
			if (result.timedOut && !passUnfinishedOn) {
				const { message, description } = textForTimeout(
					about.document_name ?? id,
					id,
					minutes,
					result,
				);
				return { about, error: new UserError(message, { description }), files };
			}
			if (extract?.status === 'ERROR') return { about, error: couldNotExtract(extract), files };

			if (extract !== undefined) hintOnNoData(run, extract, output);
			const isUnfinished = extract === undefined || !hasEnded(extract);
			const items = isUnfinished ? [{ ...about, ...extract }] : resultItems(extract, output);
			const binary = output.keepFiles ? files : undefined;
			return { about, items: items.map((json) => ({ json, binary })) };
		} catch (error) {
			return {
				about,
				error: error instanceof AnesyaApiError ? interruptedWaitError(error, id) : error,
				files,
			};
		}
	};
}

/** What is worth keeping of an extract in an error item or a text. */
export function aboutExtract(extract: Extract): About {
	return { id: extract.id, status: extract.status, document_name: documentNameOf(extract) };
}

/** The item of a document without data looks unlike the others: what it is should be said. */
export function hintOnNoData({ hint }: Run, extract: Extract, { mode }: OutputSettings): void {
	if (mode === 'extract' || extract.status !== 'FINISHED' || hasExtractedData(extract)) return;
	hint('No data was extracted from', `"${documentNameOf(extract)}"`);
}

/** Anesya gives no reason (documented: an extract has no error text), so the step is all there is to tell. */
function couldNotExtract(extract: Extract): UserError {
	const step = extract.extraction_step;
	const where = typeof step === 'string' ? ` at the step ${step}` : '';
	return new UserError(`Anesya could not extract "${documentNameOf(extract)}"`, {
		description: `The extract ${extract.id} ended with the status ERROR${where}. Anesya gives no reason. Check that the file opens, is not protected by a password and is readable, and that the workflow suits it; then upload it again.`,
	});
}

/** After an upload: hands the extract on as it was created. */
export function outputUploaded({ context }: Run, itemIndex: number): AfterUpload {
	const keepFiles = readKeepFiles(context, itemIndex);
	return async ({ extract, files }) => ({
		about: aboutExtract(extract),
		items: [{ json: { ...extract }, binary: keepFiles ? files : undefined }],
	});
}

/** After an upload: waits for the extract. */
export function waitForUploaded(run: Run, itemIndex: number): AfterUpload {
	const awaitIt = waitForExtract(run, itemIndex);
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
