import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import {
	DEFAULT_BASE_URL,
	isSameOrigin,
	normalizeBaseUrl,
} from '../nodes/Anesya/transport/baseUrl';
import { normalizeToken } from '../nodes/Anesya/transport/token';

export class AnesyaApi implements ICredentialType {
	name = 'anesyaApi';

	displayName = 'Anesya API';

	icon: Icon = {
		light: 'file:../nodes/Anesya/anesya.svg',
		dark: 'file:../nodes/Anesya/anesya.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-anesya/n8n-nodes-anesya#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Create a token in the Anesya app, where you also choose how long it is valid, and paste it here',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			placeholder: `e.g. ${DEFAULT_BASE_URL}`,
			description:
				'Keep the default unless Anesya gave you a different address. If the test says ENOTFOUND, there is no server with this name. If n8n uses a proxy (HTTP_PROXY), add a server with http:// to NO_PROXY: otherwise, the proxy can read the token and the documents.',
		},
	];

	/**
	 * The only place that adds the token to a request, so that it cannot reach another server: neither
	 * directly, nor by a redirect, nor through a proxy of the workflow. Other nodes that use this
	 * credential do follow redirects. n8n would send the token along to a subdomain.
	 *
	 * @throws UserError when the request goes to another server, names its host or a proxy, when it does not
	 * check certificates, or when the credential is unusable
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const baseUrl = normalizeBaseUrl(String(credentials.baseUrl ?? DEFAULT_BASE_URL));
		const addresses = addressesOf(request);
		if (addresses.length === 0 || !addresses.every((address) => isSameOrigin(address, baseUrl))) {
			throw new UserError('The Anesya token is sent only to the Base URL of its credential', {
				description: 'Use an address on that server, or change the Base URL in the credential',
			});
		}
		const detour = detourOf(request, new URL(baseUrl).host);
		if (detour !== undefined) {
			throw new UserError(`The Anesya token is not sent ${detour}`, {
				description:
					"Remove this option from the node that uses the Anesya credential. A proxy for all of n8n is set by the environment variable HTTPS_PROXY, and the certificate of one's own server by NODE_EXTRA_CA_CERTS.",
			});
		}
		const token = normalizeToken(String(credentials.token ?? ''));
		const headers = { ...request.headers, Authorization: token };
		const redirects = {
			allowedDomains: new URL(baseUrl).hostname,
			sendCredentialsOnCrossOriginRedirect: false,
		};
		return { ...request, headers, ...redirects };
	}

	/**
	 * Anesya has no call that identifies a token; listing a single extract is the cheapest substitute.
	 * Rules about the status have no effect on n8n 1.123, which loses the response of a refused request
	 * before it applies them. So no status counts as an error, and the rules look at the body.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim() }}',
			url: '/extract/',
			qs: { page: 1, size: 1 },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'code',
					value: 'token_not_valid',
					message:
						'Anesya does not recognize this token. Create a new one in the Anesya app and paste it here.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'results',
					value: undefined,
					message: `Anesya did not return its list of extracts. Check the Token and the Base URL: usually ${DEFAULT_BASE_URL}, otherwise the final address of the server, since redirects are not followed. Or try again in a few minutes.`,
				},
			},
		],
	};
}

/** All addresses in a request: the HTTP Request node still sets `uri`, and which one counts depends on n8n's version. */
function addressesOf(request: IHttpRequestOptions): string[] {
	const { baseURL, url } = request;
	const addresses: unknown[] = [url, 'uri' in request ? request.uri : undefined];
	return addresses
		.filter(Boolean)
		.map(String)
		.map((address) => (URL.canParse(address, baseURL) ? new URL(address, baseURL).href : address));
}

/**
 * How a request would let a workflow read the token on its way: by a proxy, by a forged certificate, or
 * by a host name for which what stands before the server hands it to another one.
 */
function detourOf(request: IHttpRequestOptions, host: string): string | undefined {
	const options: object = request;
	if ('proxy' in options && options.proxy) return 'through a proxy that a workflow names';
	const isUnchecked =
		Boolean(request.skipSslCertificateValidation) ||
		('rejectUnauthorized' in options && options.rejectUnauthorized === false);
	if (isUnchecked) return 'without a check of the SSL certificate';
	const hosts = Object.entries(request.headers ?? {}).filter(([name]) => /^host$/i.test(name));
	return hosts.every(([, value]) => value === host)
		? undefined
		: 'with the host name of another server';
}
