import type { ApiResponse } from './response';
import { reasonOf, retryAfterOf } from './response';
import type { ErrorText } from './apiError';
import { AnesyaApiError } from './apiError';
import { textForUnexpectedResponse } from './errorTexts';

/**
 * What an answer means that is no success: the one place where a status is judged.
 *
 * @param textFor the words for it, by the status and what Anesya itself says
 */
export function toStatusError(
	response: ApiResponse,
	textFor: (status: number, reason: string) => ErrorText,
): AnesyaApiError {
	const { status } = response;
	return new AnesyaApiError(textFor(status, reasonOf(response)), {
		status,
		retryable: status === 408 || status === 429 || status >= 500,
		accepted: status === 408 || (status >= 500 && status !== 503) ? 'maybe' : 'no',
		retryAfter: retryAfterOf(response, Date.now()),
		sentAt: response.sentAt,
	});
}

/**
 * A success whose body is not what the documentation promises.
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
