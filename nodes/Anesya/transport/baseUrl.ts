import { UserError } from 'n8n-workflow';

/** The address of the public service (documented: https://api.anesya.app/). */
export const DEFAULT_BASE_URL = 'https://api.anesya.app';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Normalizes a Base URL: no spaces, no query, no trailing slash.
 *
 * @param text what the user typed, for instance ` https://api.anesya.app/ `
 * @returns for instance `https://api.anesya.app`
 * @throws UserError when it is not a URL, or when the token would be sent unencrypted
 */
export function normalizeBaseUrl(text: string): string {
	const url = parseUrl(text.trim());
	if (url === undefined) {
		throw new UserError('The Base URL of the Anesya credential is not a valid URL', {
			description: `Open the credential and set Base URL to ${DEFAULT_BASE_URL}`,
		});
	}
	if (!isSafeForToken(url)) {
		throw new UserError('The Base URL of the Anesya credential must start with https://', {
			description:
				'Otherwise, the token would be sent unencrypted. Plain http is only allowed for a server on this machine, for example http://127.0.0.1:4010',
		});
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
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

/** Whether a URL points to this machine. */
export function isLoopback(url: URL): boolean {
	return LOOPBACK.test(url.hostname);
}

function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}
