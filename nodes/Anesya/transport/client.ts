/*
 * The life of a request: client.ts turns a call into a request (request.ts, timeLimits.ts) and passes
 * it to the egress (egress.ts). There it waits until it may be sent: for its slot (throttle.ts), and
 * at the gate (gate.ts) while Anesya is gone or takes no uploads, as circuit breakers tell (breaker.ts,
 * outageLimits.ts, outageErrors.ts), and what got lost in a silence is given up (silence.ts,
 * abandonment.ts). Before its first upload, a process asks whether anything answers there
 * (firstContact.ts). exchange.ts sends it, the only place that does, and reads the body within limits
 * (readBody.ts, sizeLimits.ts) and without the token (redact.ts, base64Redactor.ts). The outcome is a
 * response (response.ts), or an AnesyaApiError (apiError.ts) if none came (networkError.ts) or if its
 * status is not a success (statusError.ts; words in errorTexts.ts, statusTexts.ts, nextSteps.ts). Callers
 * repeat calls with retry.ts. Uploads stream through multipartForm.ts. Downloads go through remoteFile.ts;
 * fileAddress.ts decides where they may take the token. For every request, the credential itself has the
 * last word on that (`authenticate`). Links of the user go through linkedFile.ts, without the token
 * (linkName.ts, linkErrors.ts). receiveStream.ts bounds both.
 */
import { secretDigestOf } from '../guards/digest';
import { normalizeBaseUrl } from './baseUrl';
import { createServerClock } from './clock';
import { createEgress } from './egress';
import type { LinkedFile } from './linkedFile';
import { openLinkedFile } from './linkedFile';
import type { NodeContext } from './nodeContext';
import type { RemoteFile } from './remoteFile';
import { openRemoteFile } from './remoteFile';
import type { ApiRequest } from './request';
import { kindOf, toHttpRequest } from './request';
import type { ApiResponse } from './response';
import { isSuccess } from './response';
import { toStatusError } from './statusError';
import { normalizeToken } from './token';

/** Sends calls to Anesya. */
export interface ApiClient {
	/**
	 * @returns the response, if its status is any 2xx
	 * @throws AnesyaApiError for everything else, or the reason of the call's signal
	 */
	send(call: ApiRequest): Promise<ApiResponse>;
	/** The server's time in milliseconds since 1970, at most some seconds behind; undefined while unknown. */
	serverTime(): number | undefined;
}

/** An ApiClient that can also download files. */
export interface AnesyaClient extends ApiClient {
	/** That of the credential, normalized. */
	baseUrl: string;
	/** Tells accounts apart, for what is remembered in this process: the Base URL and the credential. */
	account: string;
	/** The same by the token itself, whichever credentials hold it. It does not show the token. */
	tokenAccount: string;
	/**
	 * @param address the URL of a file as Anesya gives it, or the path of an export with its query
	 * @throws AnesyaApiError
	 */
	openFile(address: string): Promise<RemoteFile>;
	/**
	 * Requests a file from anywhere, without the token.
	 *
	 * @param url of the user, http or https
	 * @throws AnesyaApiError
	 */
	openLink(url: string): Promise<LinkedFile>;
}

/** @throws UserError when the credential is unusable, before anything is sent */
export async function createClient(context: NodeContext): Promise<AnesyaClient> {
	const credential = await context.getCredentials('anesyaApi');
	const baseUrl = normalizeBaseUrl(String(credential.baseUrl));
	const token = normalizeToken(String(credential.token));
	const serverClock = createServerClock(() => performance.now());
	const egress = createEgress(context, { baseUrl, token }, ({ header }) =>
		serverClock.observe(header('date')),
	);

	return {
		baseUrl,
		account: JSON.stringify([baseUrl, context.getNode().credentials?.anesyaApi?.id]),
		tokenAccount: secretDigestOf(`${token} ${baseUrl}`),
		async send(call) {
			const response = await egress.call(toHttpRequest(call, baseUrl), call);
			if (isSuccess(response.status)) return response;
			throw toStatusError(response, kindOf(call));
		},
		openLink: async (url) => await openLinkedFile(url, egress),
		openFile: async (address) => await openRemoteFile(address, baseUrl, egress),
		serverTime: () => serverClock.now(),
	};
}
