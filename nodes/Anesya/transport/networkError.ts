import { AnesyaApiError } from './apiError';
import type { Instant } from './clock';

/** The connection was never made: nothing can have arrived. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** There is no route to Anesya: either from the start, or lost during a connection. */
const NO_ROUTE = ['EHOSTUNREACH', 'ENETUNREACH'];

/** A certificate that n8n does not trust. Nothing was sent, and trying again changes nothing. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO/;

/**
 * Turns what n8n's HTTP helper threw into an AnesyaApiError. Only its code is kept, since the thrown
 * value may contain the whole request with its headers.
 *
 * @param thrown an AnesyaApiError among its causes is returned as it is
 * @param sentAt when the request was sent
 * @param isStorage whether it went to a storage server that a file of Anesya is kept on
 */
export function toNetworkError(
	thrown: unknown,
	sentAt?: Instant,
	isStorage = false,
): AnesyaApiError {
	const causes = causesOf(thrown);
	const own = causes.find((cause) => cause instanceof AnesyaApiError);
	if (own !== undefined) return own;

	const code = causes.map(codeOf).find((found) => found !== undefined) ?? 'no code';
	const isUnconnected =
		NOT_CONNECTED.includes(code) || (NO_ROUTE.includes(code) && causes.some(isFromConnecting));
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
			message: `The connection to ${isStorage ? 'the storage that Anesya points to' : 'Anesya'} was lost`,
			description: `No complete response arrived (${code}). Try again in a few minutes.`,
		},
		{ retryable: true, accepted: 'maybe', sentAt },
	);
}

/** n8n wraps what axios threw, and axios wraps what the socket or the file threw; n8n 1.x keeps no cause. */
function causesOf(thrown: unknown): Error[] {
	const causes: Error[] = [];
	for (let cause = thrown; cause instanceof Error && causes.length < 8; cause = cause.cause)
		causes.push(cause);
	return causes;
}

/** Node.js combines several errors into one after trying several addresses. On n8n 1.x neither kind survives. */
function isFromConnecting(error: unknown): boolean {
	if (error instanceof AggregateError) return error.errors.every(isFromConnecting);
	return error instanceof Error && 'syscall' in error && error.syscall === 'connect';
}

/** n8n 1.x moves the code of a network error to the property that usually holds a status. */
function codeOf(error: Error): string | undefined {
	const codes: unknown[] = ['code' in error && error.code, 'httpCode' in error && error.httpCode];
	return codes.find(isCode);
}

function isCode(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Z][A-Z_0-9]+$/.test(value);
}
