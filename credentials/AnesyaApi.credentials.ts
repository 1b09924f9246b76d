import { UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { DEFAULT_BASE_URL, isAtBaseUrl, normalizeBaseUrl } from '../nodes/Anesya/transport/baseUrl';
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
			description: 'Create it in the Anesya app and paste it here as it is',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			placeholder: `e.g. ${DEFAULT_BASE_URL}`,
			description: 'Leave it as it is unless Anesya gave you an address of your own',
		},
	];

	/**
	 * The one place where the token joins a request, so that it can go to no other server: neither now
	 * nor by a redirect, which other nodes that use this credential follow, the token with them.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const baseUrl = normalizeBaseUrl(String(credentials.baseUrl ?? DEFAULT_BASE_URL));
		const addresses = addressesOf(request);
		if (addresses.length === 0 || !addresses.every((address) => isAtBaseUrl(address, baseUrl))) {
			throw new UserError('The Anesya token is sent to the Base URL of its credential only', {
				description: 'Use an address of that server, or change the Base URL in the credential',
			});
		}
		const token = normalizeToken(String(credentials.token ?? ''));
		const headers = { ...request.headers, Authorization: token };
		return { ...request, headers, sendCredentialsOnCrossOriginRedirect: false };
	}

	/**
	 * No call tells whose token it is; a list of one extract is the cheapest stand-in. Rules for a
	 * status have no effect on n8n 1.123, which loses the answer of a refused request on its way to
	 * them; so nothing counts as refused, and the body tells.
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
						'Anesya does not know this token. Create a new one in the Anesya app and paste it here.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'results',
					value: undefined,
					message: `Anesya did not answer with its list of extracts. Check the Token and the Base URL, which is usually ${DEFAULT_BASE_URL}, or try again in a few minutes.`,
				},
			},
		],
	};
}

/** All that a request names: the HTTP Request node still says `uri`, and which of the two counts is up to n8n's version. */
function addressesOf(request: IHttpRequestOptions): string[] {
	const { baseURL, url } = request;
	const named: unknown[] = [url, 'uri' in request ? request.uri : undefined];
	return named
		.filter(Boolean)
		.map(String)
		.map((address) => (URL.canParse(address, baseURL) ? new URL(address, baseURL).href : address));
}
