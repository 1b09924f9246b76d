import type { ErrorText } from './apiError';
import { AnesyaApiError } from './apiError';
import { textForStatus, textForStorageStatus, textForUnexpectedResponse } from './errorTexts';
import type { ApiResponse } from './response';
import { retryAfterOf } from './response';

/**
 * The error for a response of Anesya that is not a success.
 *
 * @param sendsFile whether the call is an upload. A 503 does not prove that it was refused: a router
 * answers so too when it loses the server behind it, which may have accepted the file (inferred).
 */
export function toStatusError(response: ApiResponse, sendsFile: boolean): AnesyaApiError {
	const { status } = response;
	const retryAfter = retryAfterOf(response, Date.now());
	return judge(response, textForStatus(response, sendsFile, retryAfter), {
		isUnclear: status === 408 || (status >= 500 && (status !== 503 || sendsFile)),
		retryAfter,
	});
}

/** The same for a response of the storage server that a file of Anesya is kept on. */
export function toStorageError(response: ApiResponse): AnesyaApiError {
	const { status } = response;
	const retryAfter = retryAfterOf(response, Date.now());
	return judge(response, textForStorageStatus(status), { isUnclear: false, retryAfter });
}

function judge(
	{ status, sentAt }: ApiResponse,
	text: ErrorText,
	{ isUnclear, retryAfter }: { isUnclear: boolean; retryAfter: number | undefined },
): AnesyaApiError {
	return new AnesyaApiError(text, {
		status,
		retryable: status === 408 || status === 429 || status >= 500,
		accepted: isUnclear ? 'maybe' : 'no',
		retryAfter,
		sentAt,
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
