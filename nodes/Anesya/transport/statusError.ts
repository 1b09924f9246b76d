import type { ErrorText } from './apiError';
import { AnesyaApiError } from './apiError';
import { textForUnexpectedResponse } from './errorTexts';
import type { ApiResponse } from './response';
import { retryAfterOf } from './response';

/** The error for a response that is not a success: the one place where a status is judged. */
export function toStatusError(response: ApiResponse, text: ErrorText): AnesyaApiError {
	const { status } = response;
	return new AnesyaApiError(text, {
		status,
		retryable: status === 408 || status === 429 || status >= 500,
		accepted: status === 408 || (status >= 500 && status !== 503) ? 'maybe' : 'no',
		retryAfter: retryAfterOf(response, Date.now()),
		sentAt: response.sentAt,
	});
}

/**
 * The error for a success whose body is not what the documentation promises.
 *
 * @param expected for instance `an extract`
 */
export function unexpectedResponse(
	response: Pick<ApiResponse, 'status' | 'sentAt'>,
	expected: string,
): AnesyaApiError {
	return new AnesyaApiError(textForUnexpectedResponse(expected), {
		status: response.status,
		retryable: true,
		accepted: 'maybe',
		sentAt: response.sentAt,
	});
}
