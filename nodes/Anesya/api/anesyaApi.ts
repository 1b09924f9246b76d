import type { Answer } from './answer';
import type { ApiCall } from './apiCall';
import { requestOf } from './apiCall';
import { normalizeBaseUrl } from './baseUrl';
import type { Caller } from './exchange';
import { createExchange } from './exchange';
import type { RemoteFile } from './remoteFile';
import { openRemoteFile } from './remoteFile';
import { createServerClock } from './serverClock';
import { statusFailure } from './statusFailure';
import { textForStatus } from './statusTexts';
import { normalizeToken } from './token';

/** The way to Anesya: answers with any 2xx, throws an AnesyaFailure for everything else. */
export interface AnesyaApi {
	send(call: ApiCall): Promise<Answer>;
	/** The server's time in milliseconds since 1970, at most some seconds behind; undefined while unknown. */
	serverTime(): number | undefined;
}

/** The same, for files too. */
export interface AnesyaConnection extends AnesyaApi {
	/** Opens a file that Anesya names, or the path of an export with its query. */
	open(address: string): Promise<RemoteFile>;
}

/** @throws UserError when the credential cannot be used, before anything is sent */
export async function connect(context: Caller): Promise<AnesyaConnection> {
	const credential = await context.getCredentials('anesyaApi');
	const baseUrl = normalizeBaseUrl(String(credential.baseUrl));
	normalizeToken(String(credential.token));
	const serverClock = createServerClock(() => performance.now());
	const exchange = createExchange(context, (answer) => serverClock.note(answer));

	return {
		async send(call) {
			const { answer } = await exchange(requestOf(call, baseUrl), true);
			if (answer.status >= 200 && answer.status < 300) return answer;
			const sendsFile = call.form !== undefined;
			throw statusFailure(answer, (status, reason) => textForStatus(status, reason, sendsFile));
		},
		open: async (address) => await openRemoteFile(address, baseUrl, exchange),
		serverTime: () => serverClock.now(),
	};
}
