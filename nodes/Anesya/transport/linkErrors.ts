import { bounded } from '../guards/boundedText';
import type { ErrorText } from './apiError';
import { AnesyaApiError } from './apiError';
import type { Place } from './networkErrorTexts';
import { TRY_LATER } from './nextSteps';
import type { ApiResponse } from './response';
import { retryAfterOf } from './response';

/** What the servers of links answer, and what to do. */
const TEXTS: Record<number, ErrorText> = {
	206: {
		message: 'The server of the link sent only a part of the file',
		description: 'Use another link to the file, or load it with another node.',
	},
	401: {
		message: 'The link asks for a login',
		description:
			"Use a link that opens without one, or load the file with an HTTP Request node with its credential, and choose 'All Files of the Item' here.",
	},
	403: {
		message: 'The link does not open',
		description:
			'It may have expired, or ask for a login. Use a new link that opens without one, or load the file with an HTTP Request node with its credential.',
	},
	404: {
		message: 'There is no file at the link',
		description: 'Check the link. It may have expired.',
	},
	407: {
		message: 'The proxy between n8n and the server of the link asks for a login',
		description: "Ask n8n's administrator to add the login to the proxy settings of n8n.",
	},
};

const SAME: Record<number, number> = { 410: 404 };

const UNAVAILABLE: ErrorText = {
	message: 'The server of the link cannot provide the file at the moment',
	description: TRY_LATER,
};

const UNKNOWN: ErrorText = {
	message: 'The link does not lead to a file',
	description: 'Open the link in a browser to see where it leads.',
};

/** The error for a response that is not a file. */
export function linkStatusError(
	status: number,
	link: string,
	header: ApiResponse['header'],
): AnesyaApiError {
	const retryable = status === 408 || status === 429 || status >= 500;
	const text = TEXTS[SAME[status] ?? status] ?? (retryable ? UNAVAILABLE : UNKNOWN);
	return linkError({ ...text, message: `${text.message} (HTTP ${status})` }, link, {
		status,
		retryable,
		retryAfter: retryAfterOf({ header }, Date.now()),
	});
}

export function tooManyRedirects(link: string): AnesyaApiError {
	return linkError({ ...UNKNOWN, message: 'The link redirects too many times' }, link);
}

export function unsafeRedirect(link: string): AnesyaApiError {
	return linkError({ ...UNKNOWN, message: 'The link redirects to an unsafe address' }, link);
}

/** @param limit bytes */
export function tooLargeLink(link: string, limit: number): AnesyaApiError {
	return linkError(
		{
			message: `The file at the link is larger than ${Math.round(limit / 1_000_000)} MB, or arrives too slowly`,
			description: 'Check that the link is that of a document.',
		},
		link,
	);
}

/**
 * An error of the connection to a link, which names no link.
 *
 * @param address where it led to
 */
export function connectionError(
	error: AnesyaApiError,
	link: string,
	address: string,
): AnesyaApiError {
	const { message, text } = error;
	const place = placeOf(link, address);
	const leads = place === 'link' ? '' : `It leads to ${shownLink(address)}. `;
	return linkError({ message, description: `${leads}${text}` }, link, {
		retryable: error.retryable,
	});
}

/** @param address where the link led to */
export function placeOf(link: string, address: string): Place {
	return new URL(link).origin === new URL(address).origin ? 'link' : 'linkTarget';
}

/** A link for texts: its query may be a signature, and what is before the host a password. */
export function shownLink(link: string): string {
	if (!URL.canParse(link)) return bounded(link);
	const { protocol, host, pathname } = new URL(link);
	return bounded(`${protocol}//${host}${pathname}`, 120);
}

function linkError(
	{ message, description }: ErrorText,
	link: string,
	details: { status?: number; retryable?: boolean; retryAfter?: number } = {},
): AnesyaApiError {
	return new AnesyaApiError(
		{ message: `${message}: ${shownLink(link)}`, description },
		{ retryable: false, ...details, accepted: 'no', unsent: 'Nothing was sent to Anesya.' },
	);
}
