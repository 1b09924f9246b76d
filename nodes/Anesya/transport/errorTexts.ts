import type { ErrorText } from './apiError';

/** What each status means for the user. 400 to 404 are documented, the others are likely. */
const TEXTS: Record<number, ErrorText> = {
	400: {
		message: 'Anesya did not accept the request',
		description:
			'Check the workflow and the file: supported are PDF, PNG and JPG files that open and are not empty.',
	},
	401: {
		message: 'Anesya did not accept the token',
		description:
			'The token is wrong or has expired. Create a new one in the Anesya app and paste it into the credential.',
	},
	403: {
		message: 'Anesya refused: most likely the credits are used up',
		description: 'Check the credits in the Anesya app, and that the token may use this workflow.',
	},
	404: {
		message: 'Anesya does not know this ID',
		description:
			'Check the ID, and that the token belongs to the same Anesya account. A deleted workflow or extract is not found either.',
	},
	405: {
		message: 'Anesya does not allow this call',
		description:
			'Check the Base URL of the credential: it usually is https://api.anesya.app with nothing behind it.',
	},
	413: {
		message: 'The file is too large for Anesya',
		description:
			'Make the file smaller, for example with fewer pages or images of a lower resolution, and send it again.',
	},
	415: {
		message: 'Anesya does not accept this kind of file',
		description: 'Send a PDF, PNG or JPG file.',
	},
	429: {
		message: 'Anesya is receiving too many requests',
		description: 'Wait a little and run the workflow again, or send fewer documents at once.',
	},
};

/** A 400 for a call that sends no file. */
const WRONG_FIELDS: ErrorText = {
	message: 'Anesya did not accept the request',
	description: 'Check what is entered in the fields of this node.',
};

const REDIRECT: ErrorText = {
	message: 'Anesya answered with a redirect',
	description:
		'Redirects are not followed, so that the token stays with Anesya. Put the final address into the Base URL of the credential.',
};

const UNAVAILABLE: ErrorText = {
	message: 'Anesya is not available at the moment',
	description: 'This is on the side of Anesya and usually passes. Try again in a few minutes.',
};

const UNKNOWN: ErrorText = {
	message: 'Anesya gave an answer that this node does not know',
	description:
		'Check the Base URL of the credential, and that nothing between n8n and Anesya (a proxy, a login page) answers in its place.',
};

/**
 * The text for a status that is no success.
 *
 * @param reason what Anesya itself says, or ''
 * @param sendsFile whether the call may have been refused because of a file
 */
export function textForStatus(status: number, reason: string, sendsFile: boolean): ErrorText {
	const text = status === 400 && !sendsFile ? WRONG_FIELDS : TEXTS[status];
	const { message, description } = text ?? textForRange(status);
	const said = reason === '' ? '' : `Anesya says: ${reason.replace(/[.\s]+$/, '')}. `;
	return { message: `${message} (HTTP ${status})`, description: said + description };
}

function textForRange(status: number): ErrorText {
	if (status >= 300 && status < 400) return REDIRECT;
	return status >= 500 || status === 408 ? UNAVAILABLE : UNKNOWN;
}

/** A success whose body is not what the documentation promises. */
export function textForUnexpectedResponse(expected: string): ErrorText {
	return {
		message: `${UNKNOWN.message}: ${expected} was expected`,
		description: UNKNOWN.description,
	};
}

/** The same for a server that Anesya keeps its files at. */
export function textForStorageStatus(status: number): ErrorText {
	return {
		message: `The storage that Anesya points to did not give the file (HTTP ${status})`,
		description:
			'Its address may have run out. Run the workflow again: Anesya then names a new one.',
	};
}

export const TOO_MANY_REDIRECTS: ErrorText = {
	message: 'Anesya redirects the download too often',
	description:
		'Check the Base URL of the credential, and that no proxy between n8n and Anesya redirects requests.',
};
