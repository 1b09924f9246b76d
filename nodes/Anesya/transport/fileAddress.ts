import { isAtBaseUrl, isLoopback } from './baseUrl';
import { AnesyaApiError } from './apiError';

/** Where a file is to be had. */
export interface FileAddress {
	url: string;
	/** Whether the token goes along: to the configured server only. */
	withToken: boolean;
}

/**
 * Finds a file that Anesya names: `document_url` and the `url` of an image are relative to the base
 * URL (documented), but an absolute one is understood too.
 *
 * @throws AnesyaApiError when it is no address, or not one that is safe to load from
 */
export function fileAddress(address: string, baseUrl: string): FileAddress {
	const isPath = address.startsWith('/') && !address.startsWith('//');
	return checked(isPath ? `${baseUrl}${address}` : address, `${baseUrl}/`, true, baseUrl);
}

/**
 * Where a redirect leads. Once it has left the configured server the token stays behind, even if a
 * further redirect leads back.
 *
 * @param location the header of that name
 */
export function redirectAddress(location: string, from: FileAddress, baseUrl: string): FileAddress {
	return checked(location, from.url, from.withToken, baseUrl);
}

function checked(
	address: string,
	from: string,
	mayHaveToken: boolean,
	baseUrl: string,
): FileAddress {
	const url = URL.canParse(address, from) ? new URL(address, from) : undefined;
	if (url === undefined || !isSafe(url, baseUrl)) {
		throw new AnesyaApiError(
			{
				message: 'Anesya names an address for the file that is not safe to load from',
				description:
					'Files are loaded from the Base URL of the credential, and from other servers by https:// only.',
			},
			{ retryable: false, accepted: 'no' },
		);
	}
	return { url: url.href, withToken: mayHaveToken && isAtBaseUrl(url.href, baseUrl) };
}

/** Plain http beyond the configured server is for a local Anesya alone: it must not open up this machine. */
function isSafe(url: URL, baseUrl: string): boolean {
	if (url.protocol === 'https:' || isAtBaseUrl(url.href, baseUrl)) return true;
	return url.protocol === 'http:' && isLoopback(url) && isLoopback(new URL(baseUrl));
}
