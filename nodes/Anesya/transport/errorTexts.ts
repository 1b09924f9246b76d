import type { ErrorText } from './apiError';
import type { CallKind } from './request';
import type { ApiResponse } from './response';
import { LONGEST_RETRY_AFTER } from './retry';
import { meaningOf, meaningOfUnexpected } from './statusTexts';

/**
 * The text for a response that is not a success.
 *
 * @param retryAfter milliseconds that Anesya asked to wait
 */
export function textForStatus(
	response: Pick<ApiResponse, 'status' | 'json' | 'reason'>,
	kind: CallKind,
	retryAfter?: number,
): ErrorText {
	const { status, reason } = response;
	const { message, description } = meaningOf(response, kind);
	const quote = reason === '' ? '' : `Anesya says: ${reason.replace(/(?<![.\s])[.\s]+$/, '')}. `;
	const nextStep =
		retryAfter !== undefined && retryAfter > LONGEST_RETRY_AFTER
			? `Anesya asks to wait ${durationOf(retryAfter)}. Run the workflow again after that.`
			: description;
	return { message: `${message} (HTTP ${status})`, description: quote + nextStep };
}

/** @param milliseconds at least a minute */
function durationOf(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	if (minutes < 120) return `${minutes} minutes`;
	const hours = Math.ceil(minutes / 60);
	return hours <= 24 ? `${hours} hours` : 'for more than a day';
}

/**
 * The text for a success whose body is not what the documentation promises.
 *
 * @param unread what was read of it, unless it is JSON
 */
export function textForUnexpectedResponse(expected: string, unread?: string): ErrorText {
	const { message, description } = meaningOfUnexpected(unread);
	return { message: `${message}: ${expected} was expected`, description };
}

/** The text for a status of the storage server that a file of Anesya is kept on. */
export function textForStorageStatus(status: number): ErrorText {
	return {
		message: `The storage that Anesya points to did not return the file (HTTP ${status})`,
		description:
			'The address may have expired. Run the workflow again to get a new one from Anesya.',
	};
}

export const TOO_MANY_REDIRECTS: ErrorText = {
	message: 'Anesya redirected the download too many times',
	description:
		'Check the Base URL of the credential, and that no proxy between n8n and Anesya redirects requests.',
};
