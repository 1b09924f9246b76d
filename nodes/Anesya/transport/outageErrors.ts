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

/** Anesya is there, whatever it says. */
export function isAnswered({ status }: AnesyaApiError): boolean {
	return status !== undefined && status < 500 && ![401, 408, 429].includes(status);
}

/** No request will succeed: the token is wrong, or no connection can ever be made. */
export function isFinal({ status, retryable }: AnesyaApiError): boolean {
	return status === 401 || (status === undefined && !retryable);
}
