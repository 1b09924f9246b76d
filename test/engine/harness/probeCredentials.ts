import type { ICredentialType, IHttpRequestOptions } from 'n8n-workflow';

const shared = {
	name: 'probeApi',
	displayName: 'Probe API',
	properties: [{ displayName: 'Token', name: 'token', type: 'string' as const, default: '' }],
};

/** The two ways in which a credential type says how it joins a request. */
export const probeCredentials: Record<'function' | 'template', ICredentialType> = {
	function: {
		...shared,
		authenticate: async ({ token }, request): Promise<IHttpRequestOptions> => ({
			...request,
			headers: { ...request.headers, Authorization: String(token).trim() },
		}),
	},
	template: {
		...shared,
		authenticate: {
			type: 'generic',
			properties: { headers: { Authorization: '={{ $credentials.token.trim() }}' } },
		},
	},
};
