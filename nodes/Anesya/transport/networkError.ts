import { AnesyaApiError } from './apiError';
import type { Instant } from './clock';

/** A connection that was never made: nothing can have arrived. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** The way to Anesya is missing: from the start, or amidst a connection. */
const NO_WAY = ['EHOSTUNREACH', 'ENETUNREACH'];

/** A certificate that n8n does not trust. Trying again changes nothing, and nothing was sent. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO/;

/**
 * Turns what n8n's HTTP helper threw into a failure of ours. Nothing of the thrown value is kept but
 * its code, since it may hold the whole request with its headers.
 *
 * @param sentAt when the request left
 * @param isStorage whether it was for a server that Anesya keeps its files at
 */
export function toNetworkError(
	thrown: unknown,
	sentAt?: Instant,
	isStorage = false,
): AnesyaApiError {
	const chain = causesOf(thrown);
	const own = chain.find((cause) => cause instanceof AnesyaApiError);
	if (own !== undefined) return own;

	const code = chain.map(codeOf).find((found) => found !== undefined) ?? 'no code';
	const isUnconnected =
		NOT_CONNECTED.includes(code) || (NO_WAY.includes(code) && chain.some(isAboutConnecting));
	if (isUnconnected || NOT_TRUSTED.test(code)) {
		return new AnesyaApiError(
			{
				message: isStorage
					? 'The storage that Anesya points to could not be reached'
					: 'Anesya could not be reached',
				description: `No connection could be made (${code}). Check ${isStorage ? '' : 'the Base URL of the credential and '}the internet connection of n8n.`,
			},
			{ retryable: isUnconnected, accepted: 'no' },
		);
	}
	return new AnesyaApiError(
		{
			message: `The connection to ${isStorage ? 'the storage that Anesya points to' : 'Anesya'} broke off`,
			description: `There was no full answer (${code}). Try again in a few minutes.`,
		},
		{ retryable: true, accepted: 'maybe', sentAt },
	);
}

/** n8n wraps what axios threw, and axios wraps what the socket or the file threw; n8n 1.x keeps no cause. */
function causesOf(thrown: unknown): Error[] {
	const chain: Error[] = [];
	for (let link = thrown; link instanceof Error && chain.length < 8; link = link.cause)
		chain.push(link);
	return chain;
}

/** Node.js puts several errors into one where it tried several addresses. On n8n 1.x neither survives. */
function isAboutConnecting(error: unknown): boolean {
	if (error instanceof AggregateError) return error.errors.every(isAboutConnecting);
	return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
}

/** n8n 1.x moves the code of a connection to where a status would stand. */
function codeOf(error: Error): string | undefined {
	const codes: unknown[] = ['code' in error && error.code, 'httpCode' in error && error.httpCode];
	return codes.find(isCode);
}

function isCode(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Z][A-Z_0-9]+$/.test(value);
}
