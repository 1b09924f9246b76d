import { AnesyaApiError } from './apiError';
import { isLoopback, isSameOrigin } from './baseUrl';

/** Where to download a file. */
export interface FileAddress {
	url: string;
	/** Whether the token is sent along: to the configured server only. */
	withToken: boolean;
}

/**
 * Resolves the address of a file as Anesya gives it: `document_url` and the `url` of an image are
 * relative to the base URL (documented). An absolute URL is understood too.
 *
 * @throws AnesyaApiError when it is not a URL, or not safe to load from
 */
export function fileAddress(address: string, baseUrl: string): FileAddress {
	const isPath = address.startsWith('/') && !address.startsWith('//');
	return resolveAddress(isPath ? `${baseUrl}${address}` : address, `${baseUrl}/`, true, baseUrl);
}

/**
 * Resolves a redirect. Once a download has left the configured server, it no longer carries the
 * token, even if a later redirect leads back.
 *
 * @param location the header of that name
 * @throws AnesyaApiError when it is not a URL, or not safe to load from
 */
export function redirectAddress(location: string, from: FileAddress, baseUrl: string): FileAddress {
	return resolveAddress(location, from.url, from.withToken, baseUrl);
}

function resolveAddress(
	address: string,
	relativeTo: string,
	mayHaveToken: boolean,
	baseUrl: string,
): FileAddress {
	const url = URL.canParse(address, relativeTo) ? new URL(address, relativeTo) : undefined;
	if (url === undefined || !isSafe(url, baseUrl)) {
		throw new AnesyaApiError(
			{
				message: 'Anesya gave an address for the file that is not safe to load from',
				description:
					'Files are loaded from the Base URL of the credential, and from other servers over https:// only.',
			},
			{ retryable: false, accepted: 'no' },
		);
	}
	return { url: url.href, withToken: mayHaveToken && isSameOrigin(url.href, baseUrl) };
}

/** Plain http outside the configured server is for a local Anesya only: it must not expose this machine. */
function isSafe(url: URL, baseUrl: string): boolean {
	if (url.protocol === 'https:' || isSameOrigin(url.href, baseUrl)) return true;
	return url.protocol === 'http:' && isLoopback(url) && isLoopback(new URL(baseUrl));
}
