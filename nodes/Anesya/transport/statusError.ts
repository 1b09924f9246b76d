import type { ErrorDetails, ErrorText } from './apiError';
import { AnesyaApiError } from './apiError';
import { textForStatus, textForStorageStatus, textForUnexpectedResponse } from './errorTexts';
import type { CallKind } from './request';
import type { ApiResponse } from './response';
import { retryAfterOf } from './response';

/** Statuses that say something about the token, the credits, an ID in the address, the proxy or the Base URL. */
const CAUSED_ELSEWHERE = new Set([401, 402, 403, 404, 405, 407]);

/**
 * The error for a response of Anesya that is not a success. Two kinds of them do not prove that a write
 * was refused: a redirect may lead to what was created (*303 See Other*), and a router answers 503 when
 * it loses the server behind it, which may have got the request (inferred).
 */
export function toStatusError(response: ApiResponse, kind: CallKind): AnesyaApiError {
	const { status } = response;
	const retryAfter = retryAfterOf(response, Date.now());
	const isWrite = kind !== 'read';
	const mayFollowWrite = status === 503 || (status >= 300 && status < 400);
	return judge(response, textForStatus(response, kind, retryAfter), {
		isUnclear: status === 408 || (status >= 500 && status !== 503) || (isWrite && mayFollowWrite),
		retryAfter,
		causedElsewhere: CAUSED_ELSEWHERE.has(status) || (status >= 300 && status < 400),
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
	{
		isUnclear,
		...details
	}: Pick<ErrorDetails, 'retryAfter' | 'causedElsewhere'> & { isUnclear: boolean },
): AnesyaApiError {
	return new AnesyaApiError(text, {
		status,
		retryable: status === 408 || status === 429 || status >= 500,
		accepted: isUnclear ? 'maybe' : 'no',
		sentAt,
		...details,
	});
}

/**
 * The error for a success whose body is not what the documentation promises. Where it did not arrive in
 * full, the connection is to blame, not what Anesya sent.
 *
 * @param expected for instance `an extract`
 */
export function unexpectedResponse(
	response: Pick<ApiResponse, 'status' | 'sentAt' | 'cutOff' | 'unread'>,
	expected: string,
): AnesyaApiError {
	const { status, sentAt, cutOff, unread } = response;
	if (cutOff !== undefined) return cutOff.with({ status, accepted: 'maybe' });
	return new AnesyaApiError(textForUnexpectedResponse(expected, unread), {
		status,
		retryable: true,
		accepted: 'maybe',
		sentAt,
	});
}
