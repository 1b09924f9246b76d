import type { ApiResponse } from './response';
import type { ApiRequest } from './request';
import { toHttpRequest } from './request';
import { normalizeBaseUrl } from './baseUrl';
import type { NodeContext } from './egress';
import { createEgress } from './egress';
import type { RemoteFile } from './remoteFile';
import { openRemoteFile } from './remoteFile';
import { toStatusError } from './statusError';
import { textForStatus } from './errorTexts';
import { normalizeToken } from './token';
import { createServerClock } from './clock';

/** The way to Anesya: answers with any 2xx, throws an AnesyaApiError for everything else. */
export interface ApiClient {
	send(call: ApiRequest): Promise<ApiResponse>;
	/** The server's time in milliseconds since 1970, at most some seconds behind; undefined while unknown. */
	serverTime(): number | undefined;
}

/** The same, for files too. */
export interface AnesyaClient extends ApiClient {
	/** Opens a file that Anesya names, or the path of an export with its query. */
	openFile(address: string): Promise<RemoteFile>;
}

/** @throws UserError when the credential cannot be used, before anything is sent */
export async function createClient(context: NodeContext): Promise<AnesyaClient> {
	const credential = await context.getCredentials('anesyaApi');
	const baseUrl = normalizeBaseUrl(String(credential.baseUrl));
	normalizeToken(String(credential.token));
	const serverClock = createServerClock(() => performance.now());
	const exchange = createEgress(context, (response) =>
		serverClock.observe(response.header('date')),
	);

	return {
		async send(call) {
			const { response } = await exchange(toHttpRequest(call, baseUrl), true);
			if (response.status >= 200 && response.status < 300) return response;
			const sendsFile = call.form !== undefined;
			throw toStatusError(response, (status, reason) => textForStatus(status, reason, sendsFile));
		},
		openFile: async (address) => await openRemoteFile(address, baseUrl, exchange),
		serverTime: () => serverClock.now(),
	};
}
