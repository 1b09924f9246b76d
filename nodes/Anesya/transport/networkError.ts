import { AnesyaApiError } from './apiError';
import type { Instant } from './clock';
import type { Place, UnsentCause } from './networkErrorTexts';
import { textForLost, textForUnsent } from './networkErrorTexts';

/**
 * How to recognise that nothing was sent, by the codes and the texts of what was thrown. The texts are
 * those of Node.js, of n8n and of its proxy agent, the same on n8n 1.12x and 2.41 (measured).
 */
const UNSENT: Array<[cause: UnsentCause, pattern: RegExp]> = [
	[
		'blocked',
		/^(SsrfBlocked|The request was blocked because|Cannot determine the host|Domain not allowed)/m,
	],
	['tooManyFiles', /^(EMFILE|ENFILE)$/m],
	[
		'proxyCut',
		/^(Proxy connection ended before|No header received from proxy|Invalid header from proxy)/m,
	],
	['tlsCut', /disconnected before secure TLS connection was established/],
	[
		'noTls',
		/wrong.version.number|packet.length.too.long|(unknown|unsupported).protocol|handshake.failure|protocol.version/i,
	],
	[
		'certificate',
		/^([A-Z_]*CERT[A-Z_]*|SELF_SIGNED[A-Z_]*|UNABLE_TO_[A-Z_]*|CRL_[A-Z_]*|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH)$/m,
	],
	['unknownHost', /^(ENOTFOUND|EAI_[A-Z]+|getaddrinfo .*)$/m],
	// Several addresses that were tried give one text: `connect ECONNREFUSED a | connect ECONNREFUSED b`.
	['noConnection', /^(ECONNREFUSED|(connect E[A-Z]+[^|]*)( \| connect E[A-Z]+[^|]*)*)$/m],
];

/** Causes that trying again does not change. */
const LASTING: UnsentCause[] = ['blocked', 'noTls', 'certificate'];

/**
 * Turns what n8n's HTTP helper threw into an AnesyaApiError. Only its code is kept, since the thrown
 * value may contain the whole request with its headers.
 *
 * @param thrown an AnesyaApiError among its causes is returned as it is
 * @param sentAt when the request was sent
 * @param place where it went
 */
export function toNetworkError(
	thrown: unknown,
	sentAt?: Instant,
	place: Place = 'anesya',
): AnesyaApiError {
	const causes = causesOf(thrown);
	const own = causes.find((cause) => cause instanceof AnesyaApiError);
	if (own !== undefined) return own;

	const code = causes.map(codeOf).find((found) => found !== undefined);
	const clues = causes.flatMap(cluesIn).join('\n');
	const [unsent] = UNSENT.find(([, pattern]) => pattern.test(clues)) ?? [];
	if (unsent === undefined) {
		return new AnesyaApiError(textForLost(code, place), {
			retryable: true,
			accepted: 'maybe',
			sentAt,
		});
	}
	return new AnesyaApiError(textForUnsent(unsent, code, place), {
		retryable: !LASTING.includes(unsent),
		accepted: 'no',
		unsent: 'Nothing was sent.',
	});
}

/** n8n wraps what axios threw, and axios wraps what the socket or the file threw; n8n 1.x keeps no cause. */
function causesOf(thrown: unknown): Error[] {
	const causes: Error[] = [];
	for (let cause = thrown; cause instanceof Error && causes.length < 8; cause = cause.cause)
		causes.push(cause);
	return causes;
}

/** Lines that tell what happened. n8n replaces a text by a friendlier one, and keeps the first one in `messages`. */
function cluesIn(error: Error): string[] {
	const messages: unknown[] =
		'messages' in error && Array.isArray(error.messages) ? error.messages : [];
	const texts = [error.name, codeOf(error), error.message, ...messages, connectClue(error)];
	return texts.filter((text) => typeof text === 'string');
}

/** The system call is a clue too. Node.js combines several errors into one after trying several addresses. */
function connectClue(error: unknown): string | undefined {
	return isFromConnecting(error) ? 'connect EUNKNOWN' : undefined;
}

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
