import type { ErrorText } from './apiError';
import type { CallKind } from './request';
import type { ApiResponse } from './response';
import { LONGEST_RETRY_AFTER } from './retry';

/** A 400, or a 422, which some servers use for the same. */
const WRONG_DOCUMENT: ErrorText = {
	message: 'Anesya did not accept the request',
	description:
		'Check the workflow and the file. Anesya supports PDF, PNG and JPG files that are neither empty nor damaged.',
};

/** The same for a call that sends no file. */
const WRONG_FIELDS: ErrorText = {
	message: 'Anesya did not accept the request',
	description: 'Check the values in the fields of this node.',
};

/** What a status means for the user, if it always means the same. 401 to 404 are documented, the others are likely. */
const TEXTS: Record<number, ErrorText> = {
	401: {
		message: 'Anesya did not accept the token',
		description:
			'The token is wrong or has expired. Create a new one in the Anesya app and paste it into the credential.',
	},
	403: {
		message: 'Anesya refused the request, most likely because the credits are used up',
		description:
			'Check the credits in the Anesya app, and whether the token may use this workflow.',
	},
	404: {
		message: 'Anesya does not know this ID',
		description:
			'Check the ID, and that the token belongs to the same Anesya account. The workflow or extract may also have been deleted.',
	},
	407: {
		message: 'The proxy between n8n and Anesya asks for a login',
		description: "Ask n8n's administrator to add the login to the proxy settings of n8n.",
	},
	405: {
		message: 'Anesya does not allow this request',
		description:
			'Check the Base URL of the credential. It is usually https://api.anesya.app, with nothing after it.',
	},
	413: {
		message: 'The file is too large for Anesya',
		description:
			'Make the file smaller, for example with fewer pages or lower-resolution images, and send it again.',
	},
	415: {
		message: 'Anesya does not accept this type of file',
		description: 'Send a PDF, PNG or JPG file.',
	},
	429: {
		message: 'Anesya is receiving too many requests',
		description:
			'Wait a moment and run the workflow again, or send fewer documents at the same time.',
	},
};

/** A 403 whose body is not JSON: Anesya answers with JSON (documented for 401 and 404). */
const FORBIDDEN_ELSEWHERE: ErrorText = {
	message: 'The request was refused, possibly not by Anesya but by a proxy or firewall',
	description:
		"The response has no reason from Anesya. Ask n8n's administrator whether a proxy or firewall blocks the Base URL of the credential. If none does, check the credits in the Anesya app.",
};

/** The same for a 404. */
const UNKNOWN_ELSEWHERE: ErrorText = {
	message: 'Anesya does not know this ID, or the request did not reach Anesya',
	description:
		'The response has no reason from Anesya. Check the ID and the Base URL of the credential, and whether a proxy between n8n and Anesya responds instead of Anesya.',
};

/** A 402 whose body is JSON. */
const UNPAID: ErrorText = {
	message: 'Anesya asks for a payment, most likely because the credits are used up',
	description: 'Check the credits and the plan in the Anesya app.',
};

/** Any other refusal with a reason, such as 409, 410 and 451: it says what to do better than the status. */
const REFUSED: ErrorText = {
	message: 'Anesya refused the request',
	description: 'Check the workflow, the file and the values in the fields of this node.',
};

const REDIRECT: ErrorText = {
	message: 'Anesya answered with a redirect',
	description:
		'Redirects are not followed, so that the token is sent to Anesya only. Enter the final address as the Base URL of the credential.',
};

const UNAVAILABLE: ErrorText = {
	message: 'Anesya is not available at the moment',
	description: 'The cause lies with Anesya and is usually temporary. Try again in a few minutes.',
};

const UNKNOWN: ErrorText = {
	message: 'Anesya sent a response that this node does not understand',
	description:
		'Check the Base URL of the credential, and that nothing between n8n and Anesya, such as a proxy or a login page, responds instead of Anesya.',
};

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
	const { message, description } = textFor(response, kind);
	const quote = reason === '' ? '' : `Anesya says: ${reason.replace(/(?<![.\s])[.\s]+$/, '')}. `;
	const nextStep =
		retryAfter !== undefined && retryAfter > LONGEST_RETRY_AFTER
			? `Anesya asks to wait ${durationOf(retryAfter)}. Run the workflow again after that.`
			: description;
	return { message: `${message} (HTTP ${status})`, description: quote + nextStep };
}

function textFor(
	{ status, json, reason }: Pick<ApiResponse, 'status' | 'json' | 'reason'>,
	kind: CallKind,
): ErrorText {
	if (json === undefined && status === 403) return FORBIDDEN_ELSEWHERE;
	if (json === undefined && status === 404) return UNKNOWN_ELSEWHERE;
	if (json !== undefined && status === 402) return UNPAID;
	if (status === 400 || (json !== undefined && status === 422))
		return kind === 'upload' ? WRONG_DOCUMENT : WRONG_FIELDS;
	return TEXTS[status] ?? (isRefusal(status) && reason !== '' ? REFUSED : textForRange(status));
}

function isRefusal(status: number): boolean {
	return status >= 400 && status < 500 && status !== 408;
}

/** @param milliseconds at least a minute */
function durationOf(milliseconds: number): string {
	const minutes = Math.ceil(milliseconds / 60_000);
	if (minutes < 120) return `${minutes} minutes`;
	const hours = Math.ceil(minutes / 60);
	return hours <= 24 ? `${hours} hours` : 'for more than a day';
}

function textForRange(status: number): ErrorText {
	if (status >= 300 && status < 400) return REDIRECT;
	return status >= 500 || status === 408 ? UNAVAILABLE : UNKNOWN;
}

/** The text for a success whose body is not what the documentation promises. */
export function textForUnexpectedResponse(expected: string): ErrorText {
	return {
		message: `${UNKNOWN.message}: ${expected} was expected`,
		description: UNKNOWN.description,
	};
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
