import { UserError } from 'n8n-workflow';

/** The address of the public service (documented: https://api.anesya.app/). */
export const DEFAULT_BASE_URL = 'https://api.anesya.app';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * What a URL parser silently repairs: no or other slashes after the scheme, backslashes, line breaks. n8n
 * tests a credential with the text as it was typed, and not each part of n8n repairs it.
 */
const REPAIRED = /^(?![a-z]+:\/\/[^/])|[\\\s]/i;

/** Characters; no real address comes close. */
const MAX_LENGTH = 2_000;

/**
 * Normalizes a Base URL: no spaces, no trailing slash.
 *
 * @param text what the user typed, for instance ` https://api.anesya.app/ `
 * @returns for instance `https://api.anesya.app`
 * @throws UserError when it is not a URL, when it has parts that do not belong into it, or when the token
 * would be sent unencrypted
 */
export function normalizeBaseUrl(text: string): string {
	const typed = text.length > MAX_LENGTH ? '' : text.trim();
	const url = parseUrl(typed);
	if (url === undefined) throw invalidUrlError();
	if (!isSafeForToken(url)) {
		throw new UserError('The Base URL of the Anesya credential must start with https://', {
			description:
				'Otherwise, the token would be sent unencrypted. Plain http is only allowed for a server on this machine, for example http://127.0.0.1:4010',
		});
	}
	if (REPAIRED.test(typed)) throw invalidUrlError();
	const extra = extraPartOf(typed);
	if (extra !== undefined) {
		throw new UserError(`The Base URL of the Anesya credential has ${extra}`, {
			description: `Open the credential and set Base URL to an address such as ${DEFAULT_BASE_URL}. The token would go to ${url.host}.`,
		});
	}
	return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
}

/**
 * Whether a URL has the origin of the configured server: the token may be sent there only.
 *
 * @param target an absolute URL; false for anything else
 * @param baseUrl as `normalizeBaseUrl` returns it
 */
export function isSameOrigin(target: string, baseUrl: string): boolean {
	return parseUrl(target)?.origin === new URL(baseUrl).origin;
}

function isSafeForToken(url: URL): boolean {
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/**
 * Parts that make an address look like another one, or that would be lost. Empty ones count: the path of
 * a call would become a part of them.
 */
function extraPartOf(typed: string): string | undefined {
	if (/^[^/]*\/\/[^/?#]*@/.test(typed)) return 'a user name before an @';
	return /[?#]/.test(typed) ? 'a ? or #' : undefined;
}

function invalidUrlError(): UserError {
	return new UserError('The Base URL of the Anesya credential is not a valid URL', {
		description: `Open the credential and set Base URL to ${DEFAULT_BASE_URL}`,
	});
}

/** Whether a URL points to this machine. */
export function isLoopback(url: URL): boolean {
	return LOOPBACK.test(url.hostname);
}

function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}
