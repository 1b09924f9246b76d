import type { ErrorText } from './apiError';
import { TRY_LATER } from './nextSteps';
import type { CallKind } from './request';
import type { ApiResponse } from './response';

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
	description: `The cause lies with Anesya and is usually temporary. ${TRY_LATER}`,
};

/** What Anesya would not send. */
const UNKNOWN: ErrorText = {
	message: 'Anesya sent a response that this node does not understand',
	description:
		'Check the Base URL of the credential, and that nothing between n8n and Anesya, such as a proxy or a login page, responds instead of Anesya.',
};

const EMPTY: ErrorText = { message: 'Anesya sent an empty response', description: TRY_LATER };

const BROKEN_OFF: ErrorText = {
	message: 'The response of Anesya broke off',
	description: TRY_LATER,
};

/** What the beginning of a JSON object or list looks like, and its end. */
const JSON_FORMS: Array<[beginning: RegExp, end: string]> = [
	[/^\s*\{\s*("|$)/, '}'],
	[/^\s*\[\s*([[{"]|$)/, ']'],
];

/**
 * What a success means that is not what the documentation promises: JSON that does not come to its end, or
 * nothing at all, comes from Anesya.
 *
 * @param unread what was read of it, unless it is JSON
 */
export function meaningOfUnexpected(unread: string | undefined): ErrorText {
	if (unread === undefined) return UNKNOWN;
	const text = unread.trim();
	if (text === '') return EMPTY;
	const isPart = JSON_FORMS.some(([begin, end]) => begin.test(text) && !text.endsWith(end));
	return isPart ? BROKEN_OFF : UNKNOWN;
}

/** What a response that is not a success means for the user, and what to do. */
export function meaningOf(
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

function textForRange(status: number): ErrorText {
	if (status >= 300 && status < 400) return REDIRECT;
	return status >= 500 || status === 408 ? UNAVAILABLE : UNKNOWN;
}
