import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { abortable } from '../concurrency/abortable';
import { sleep } from '../concurrency/sleep';
import { isRecord } from '../guards/json';
import { isThrottled } from './apiError';
import type { Instant } from './clock';
import { currentInstant } from './clock';
import { MultipartForm } from './multipartForm';
import { toNetworkError } from './networkError';
import type { ApiResponse } from './response';
import { retryAfterOf, toApiResponse } from './response';
import { createThrottle } from './throttle';

/** What runs this package: a node, a list in the editor, or a trigger. */
export type NodeContext =
	IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** A response together with its body as n8n's helper gave it: a text, or the stream of a file. */
export interface RawResponse {
	response: ApiResponse;
	body: unknown;
}

/**
 * Sends a request and returns its response, whatever the status.
 *
 * @param withToken false for a request to a server other than Anesya's
 * @param signal ends the wait for a slot and for the response; that of the execution unless given
 * @throws AnesyaApiError when there is no response, or the reason of the signal
 */
export type Egress = (
	request: IHttpRequestOptions,
	withToken: boolean,
	signal?: AbortSignal,
) => Promise<RawResponse>;

/**
 * The only way out of this package. n8n's helper adds the token, obeys proxy settings, and aborts the
 * request when the execution is stopped. All requests to Anesya share one throttle.
 *
 * @param onResponse receives each response of Anesya
 */
export function createEgress(
	context: NodeContext,
	onResponse: (response: ApiResponse) => void,
): Egress {
	const { helpers } = context;
	const executionSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const throttle = createThrottle();
	const acquireSlot = () => throttle.acquireSlot(performance.now());

	async function sendToAnesya(
		request: IHttpRequestOptions,
		signal: AbortSignal | undefined,
	): Promise<RawResponse> {
		for (let delay = acquireSlot(); delay > 0; delay = acquireSlot()) await sleep(delay, signal);
		signal?.throwIfAborted();
		const sentAt = currentInstant();
		const sent: Promise<unknown> = helpers.httpRequestWithAuthentication
			.call(context, 'anesyaApi', request)
			.catch((thrown: unknown) => {
				throw toNetworkError(thrown, sentAt);
			});
		// n8n's helper obeys the signal of the execution alone.
		const full = await (signal === executionSignal ? sent : abortable(sent, signal));
		const raw = toRawResponse(full, sentAt);
		const { response } = raw;
		onResponse(response);
		if (isThrottled(response)) {
			const retryAfter = retryAfterOf(response, Date.now());
			throttle.slowDown(sentAt.monotonic, performance.now(), retryAfter);
		}
		return raw;
	}

	async function sendElsewhere(request: IHttpRequestOptions): Promise<RawResponse> {
		const full: unknown = await helpers.httpRequest({ ...request, abortSignal: executionSignal });
		return toRawResponse(full);
	}

	return async (request, withToken, signal = executionSignal) => {
		const form = request.body instanceof MultipartForm ? request.body : undefined;
		try {
			signal?.throwIfAborted();
			return await (withToken ? sendToAnesya(request, signal) : sendElsewhere(request));
		} catch (thrown) {
			signal?.throwIfAborted();
			throw form?.error ?? toNetworkError(thrown, undefined, !withToken);
		} finally {
			form?.close();
		}
	};
}

function toRawResponse(full: unknown, sentAt?: Instant): RawResponse {
	return {
		response: { ...toApiResponse(full), sentAt },
		body: isRecord(full) ? full.body : undefined,
	};
}
