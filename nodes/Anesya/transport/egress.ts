import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { sleep } from '../concurrency/sleep';
import type { ApiResponse } from './response';
import { retryAfterOf, toApiResponse } from './response';
import { isThrottleStatus } from './apiError';
import type { Instant } from './clock';
import { currentInstant } from './clock';
import { toNetworkError } from './networkError';
import { createThrottle } from './throttle';
import { MultipartForm } from './multipartForm';
import { isRecord } from '../guards/json';

/** Where this package is run from: a node, a list in the editor, a trigger. */
export type NodeContext =
	IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** What came back: of a file, the answer is its head alone, and the body is the stream of its bytes. */
export interface RawResponse {
	response: ApiResponse;
	body: unknown;
}

/**
 * Sends a request, and gives the answer, whatever its status.
 *
 * @param withToken without it, the request goes to another server than Anesya's
 * @throws AnesyaApiError when there is no answer, the reason of a stop
 */
export type Egress = (request: IHttpRequestOptions, withToken: boolean) => Promise<RawResponse>;

/**
 * The one way out of this package. n8n's helper adds the token, obeys proxy settings, and aborts the
 * request when the execution is stopped. All requests to Anesya keep to one throttle.
 *
 * @param listen is given each answer of Anesya
 */
export function createEgress(
	context: NodeContext,
	listen: (response: ApiResponse) => void,
): Egress {
	const { helpers } = context;
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const clock = () => performance.now();
	const throttle = createThrottle();

	async function ask(request: IHttpRequestOptions): Promise<RawResponse> {
		for (
			let delay = throttle.acquireSlot(clock());
			delay > 0;
			delay = throttle.acquireSlot(clock())
		)
			await sleep(delay, signal);
		signal?.throwIfAborted();
		const sentAt = currentInstant();
		const given: unknown = await helpers.httpRequestWithAuthentication
			.call(context, 'anesyaApi', request)
			.catch((thrown: unknown) => {
				throw toNetworkError(thrown, sentAt);
			});
		const raw = exchangedIn(given, sentAt);
		const { response } = raw;
		listen(response);
		if (isThrottleStatus(response.status))
			throttle.slowDown(sentAt.monotonic, clock(), retryAfterOf(response, Date.now()));
		return raw;
	}

	return async (request, withToken) => {
		try {
			signal?.throwIfAborted();
			if (withToken) return await ask(request);
			const response: unknown = await helpers.httpRequest({ ...request, abortSignal: signal });
			return exchangedIn(response);
		} catch (thrown) {
			signal?.throwIfAborted();
			throw request.body instanceof MultipartForm && request.body.failure
				? request.body.failure
				: toNetworkError(thrown, undefined, !withToken);
		} finally {
			if (request.body instanceof MultipartForm) request.body.close();
		}
	};
}

function exchangedIn(response: unknown, sentAt?: Instant): RawResponse {
	return {
		response: { ...toApiResponse(response), sentAt },
		body: isRecord(response) ? response.body : undefined,
	};
}
