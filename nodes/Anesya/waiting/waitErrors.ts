import { UserError } from 'n8n-workflow';

import type { Extract } from '../api/extract';
import { quotedNameOf } from '../api/extract';
import { bounded, boundedName } from '../guards/boundedText';
import type { AnesyaApiError } from '../transport/apiError';
import { isThrottled } from '../transport/apiError';

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
	const status =
		extract === undefined
			? 'Its status could not be read.'
			: `Its last status was ${bounded(extract.status)}${stepText(extract, (step) => ` (${step})`)}.`;
	return new UserError(`"${boundedName(name)}" was not finished within ${timeText(minutes)}`, {
		description: `${status} The document is safe at Anesya and costs nothing more: collect it with Wait for Extraction and this Extract ID: ${id}. If you run this step again, it is uploaded again. For other documents, raise the option 'Timeout'.`,
	});
}

/** A time limit of the user, such as `15 minutes` or `10 seconds`. */
export function timeText(minutes: number): string {
	const [amount, unit] = minutes < 1 ? [minutes * 60, 'second'] : [minutes, 'minute'];
	const rounded = Math.round(amount * 10) / 10;
	return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

/** @returns '' without a step */
function stepText({ extraction_step: step }: Extract, textOf: (step: string) => string): string {
	return typeof step === 'string' && step !== '' ? textOf(bounded(step)) : '';
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
		description: `${causeOf(error)}${collectText(id)}`,
	});
}

/** What the user reads of the error itself: to run the workflow again is no next step after an upload. */
function causeOf(error: AnesyaApiError): string {
	const { retryAfter = 0, text } = error;
	if (!isThrottled(error)) return `${text} `;
	return retryAfter > 0 ? `Anesya asks to wait ${timeText(retryAfter / 60_000)}. ` : '';
}

function collectText(id: string): string {
	return `What Anesya has accepted stays there and costs nothing more: collect it with Wait for Extraction and the Extract ID ${id} instead of uploading it again.`;
}

/** The extract ended in ERROR. Anesya gives no reason (documented: an extract has no error text), only the step. */
export function extractionFailedError(extract: Extract): UserError {
	const where = stepText(extract, (step) => ` at the step ${step}`);
	return new UserError(`Anesya could not extract ${quotedNameOf(extract)}`, {
		description: `The extract ${extract.id} ended with the status ERROR${where}. Anesya gives no reason. Check that the file opens, is not protected by a password and is readable, and that it fits the workflow. Then upload it again.`,
	});
}
