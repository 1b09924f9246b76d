import type { ErrorText } from '../transport/apiError';
import type { WaitResult } from './wait';
import { AnesyaApiError } from '../transport/apiError';

/**
 * What a user is told when the time is up: the last status, and how to collect the result later.
 *
 * @param minutes the limit that was set
 */
export function textForTimeout(
	name: string,
	id: string,
	minutes: number,
	{ extract }: WaitResult,
): ErrorText {
	const step = extract?.extraction_step;
	const status = extract?.status ?? 'unknown';
	return {
		message: `"${name}" was not finished within ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
		description: `Its last status was ${status}${typeof step === 'string' ? ` (${step})` : ''}. The document is safe at Anesya and costs nothing more: collect it later with Wait for Extraction and the Extract ID ${id}, or raise the Timeout option.`,
	};
}

/** A wait that cannot go on: running the workflow again would upload the document again, and pay for it. */
export function interruptedWaitError(error: AnesyaApiError, id: string): AnesyaApiError {
	if (error.status === 404) return error;
	return error.with({
		description: `${error.description} What Anesya has taken stays there and costs nothing more: collect it with Wait for Extraction and the Extract ID ${id} instead of uploading it again.`,
	});
}
