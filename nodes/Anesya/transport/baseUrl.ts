import { UserError } from 'n8n-workflow';

/** The address of the public service (documented: https://api.anesya.app/). */
export const DEFAULT_BASE_URL = 'https://api.anesya.app';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Brings a Base URL into one form: no spaces, no query, no trailing slash.
 *
 * @param text what the user typed, for instance ` https://api.anesya.app/ `
 * @returns for instance `https://api.anesya.app`
 * @throws UserError when it is no address, or would send the token in the clear
 */
export function normalizeBaseUrl(text: string): string {
	const url = parseUrl(text.trim());
	if (url === undefined) {
		throw new UserError('The Base URL of the Anesya credential is not a web address', {
			description: `Open the credential and set Base URL to ${DEFAULT_BASE_URL}`,
		});
	}
	if (!isSafeForToken(url)) {
		throw new UserError('The Base URL of the Anesya credential has to start with https://', {
			description:
				'The token would travel unprotected otherwise. Plain http is possible only for a server on this machine, for example http://127.0.0.1:4010',
		});
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/**
 * Tells whether an address belongs to the configured server, so that the token may travel there.
 *
 * @param target an absolute address
 * @param baseUrl as `normalizeBaseUrl` returns it
 */
export function isAtBaseUrl(target: string, baseUrl: string): boolean {
	return parseUrl(target)?.origin === new URL(baseUrl).origin;
}

function isSafeForToken(url: URL): boolean {
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** Whether an address is one of this machine. */
export function isLoopback(url: URL): boolean {
	return LOOPBACK.test(url.hostname);
}

function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}
