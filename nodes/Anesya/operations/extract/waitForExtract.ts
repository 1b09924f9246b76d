import type { IBinaryKeyData } from 'n8n-workflow';

import { documentNameOf, hasEnded } from '../../api/extract';
import { readOutput } from '../../fields/output';
import { readWaitingRules } from '../../fields/waiting';
import { wholeExtract } from '../../results/wholeExtract';
import { AnesyaApiError } from '../../transport/apiError';
import type { RecentUpload } from '../../waiting/recentUploads';
import { firstCheckAfterUpload } from '../../waiting/steadySchedule';
import {
	extractionFailedError,
	interruptedWaitError,
	timeoutError,
} from '../../waiting/waitErrors';
import type { About, Outcome } from '../operation';
import type { Run } from '../run';
import { aboutExtract, addResult } from './aboutExtract';
import type { AfterUpload } from './uploadDocuments';

/** An extract to wait for. */
export interface ExtractToAwait {
	id: string;
	/** The document's name, as far as it is known before the first check. */
	document_name?: string;
	/** The workflow that it was uploaded to, if known, so that one list can tell about many. */
	workflow?: string;
	/** Whether it was uploaded just now. */
	isNew?: boolean;
	/** The document's files: for the output items if the user keeps them, and for failed ones. */
	files?: IBinaryKeyData;
}

/**
 * The waiting half of an operation: waits for an extract, and turns it into items.
 *
 * @returns what to do with each extract of this item
 * @throws UserError when a field or an option of the item is not usable
 */
export function waitForExtract(
	run: Run,
	itemIndex: number,
	output = readOutput(run.context, itemIndex),
): (target: ExtractToAwait) => Promise<Outcome> {
	const { minutes, interval, passUnfinishedOn } = readWaitingRules(run.context, itemIndex);
	const timeout = minutes * 60_000;

	return async ({ id, document_name, workflow, files, isNew }) => {
		const about: About = { id, document_name };
		try {
			const known: Partial<RecentUpload> = run.memory.recentUploads.of(id) ?? {};
			const { uploadedAt, ...upload } = known;
			const sinceUpload = uploadedAt && performance.now() - uploadedAt;
			const target = { workflow, ...upload, sinceUpload, id, output, passUnfinishedOn };
			const firstCheckAfter = timeToFirstCheck(sinceUpload, upload.isOneOfMany);
			const limits = { timeout, interval, firstCheckAfter, isNew };
			const { extract, timedOut } = await run.waitFor(target, limits);
			if (extract !== undefined) Object.assign(about, aboutExtract(extract));
			if (extract !== undefined && hasEnded(extract)) run.summary.add(extract, isNew === true);
			if (timedOut && !passUnfinishedOn)
				throw timeoutError(about.document_name ?? id, id, minutes, extract);
			if (extract?.status === 'ERROR') throw extractionFailedError(extract);

			const isUnfinished = extract === undefined || !hasEnded(extract);
			const makeItems = isUnfinished
				? () => [{ ...about, ...wholeExtract(extract ?? {}) }]
				: addResult(run, extract, output);
			const binary = output.keepFiles ? files : undefined;
			return { about, files, items: () => makeItems().map((json) => ({ json, binary })) };
		} catch (thrown) {
			const error = thrown instanceof AnesyaApiError ? interruptedWaitError(thrown, id) : thrown;
			return { about, error, files };
		}
	};
}

/** After an upload: waits for the extract. */
export function waitForUploaded(run: Run, itemIndex: number): AfterUpload {
	const output = readOutput(run.context, itemIndex);
	const waitFor = waitForExtract(run, itemIndex, output);
	let documents = 0;
	return async ({ extract, files, workflow, isResumed }) => {
		run.summary.uploaded();
		documents += 1;
		if (documents > 1 && output.mode !== 'extract' && !output.withDetails)
			run.hint(SEVERAL_DOCUMENTS);
		return await waitFor({
			id: extract.id,
			document_name: documentNameOf(extract),
			workflow,
			isNew: !isResumed,
			files,
		});
	};
}

/** @param sinceUpload milliseconds; undefined if it was uploaded elsewhere, or long ago: it may have ended */
function timeToFirstCheck(sinceUpload = Infinity, isOneOfMany = false): number {
	return Math.max(0, firstCheckAfterUpload(isOneOfMany) - sinceUpload);
}

const SEVERAL_DOCUMENTS =
	"An input item had several documents. To see which document an output item comes from, add the option 'Add Extract Details'.";

/** How long a document may wait until it is sent: no longer than it is waited for. */
export function minutesToSend({ context }: Run, itemIndex: number): number {
	return readWaitingRules(context, itemIndex).minutes;
}
