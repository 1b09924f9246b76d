import type { AnesyaApiError } from './apiError';

/**
 * The error of a request that is not sent any more, since those before it show that it cannot succeed.
 *
 * @param cause what those met
 */
export function notSentError(cause: AnesyaApiError, isUpload: boolean): AnesyaApiError {
	return cause.with({
		unsent: isUpload
			? 'This document was not sent and costs nothing, since others before it met the same.'
			: 'The request was not sent, since others before it met the same.',
		retryable: false,
		accepted: 'no',
		sentAt: undefined,
	});
}
