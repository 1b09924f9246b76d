import { UserError } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { quotedNameOf } from '../api/extract';
import { bounded, boundedName } from '../guards/boundedText';
import type { AnesyaApiError } from '../transport/apiError';

/**
 * The time is up. Tells the last status, and how to collect the result later.
 *
 * @param name of the document, or its id
 * @param minutes the limit that was set
 * @param extract as it was last seen, if it ever was
 */
export function timeoutError(
	name: string,
	id: string,
	minutes: number,
	extract: Extract | undefined,
): UserError {
	const step = extract?.extraction_step;
	const status = `${bounded(extract?.status ?? 'unknown')}${typeof step === 'string' ? ` (${bounded(step)})` : ''}`;
	const limit = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
	return new UserError(`"${boundedName(name)}" was not finished within ${limit}`, {
		description: `Its last status was ${status}. The document is safe at Anesya and costs nothing more: collect it with Wait for Extraction and this Extract ID: ${id}. If you run this step again, it is uploaded again. For other documents, raise the option 'Timeout'.`,
	});
}

/** The wait cannot go on. Running the workflow again would upload the document again, and charge for it. */
export function interruptedWaitError(error: AnesyaApiError, id: string): AnesyaApiError {
	if (error.status === 404)
		return error.with({
			message: `${error.message}: extract ${id}`,
			description: `${error.text} If the extract was deleted, upload its document again in a new execution: Retry looks for the same extract.`,
		});
	return error.with({
		unsent: undefined,
		description: `${error.text} What Anesya has accepted stays there and costs nothing more: collect it with Wait for Extraction and the Extract ID ${id} instead of uploading it again.`,
	});
}

/** The extract ended in ERROR. Anesya gives no reason (documented: an extract has no error text), only the step. */
export function extractionFailedError(extract: Extract): UserError {
	const step = extract.extraction_step;
	const where = typeof step === 'string' ? ` at the step ${bounded(step)}` : '';
	return new UserError(`Anesya could not extract ${quotedNameOf(extract)}`, {
		description: `The extract ${extract.id} ended with the status ERROR${where}. Anesya gives no reason. Check that the file opens, is not protected by a password and is readable, and that it fits the workflow. Then upload it again.`,
	});
}
