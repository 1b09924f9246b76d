import type { IHttpRequestOptions } from 'n8n-workflow';

import { sleep } from '../concurrency/sleep';
import { isThrottled } from './apiError';
import { createExchange } from './exchange';
import type { NodeContext } from './nodeContext';
import type { ApiResponse, ResponseHead } from './response';
import { retryAfterOf } from './response';
import { createThrottle } from './throttle';

/**
 * The only way out of this package. Returns a response whatever its status; throws an AnesyaApiError
 * when there is none, or the reason of a signal.
 */
export interface Egress {
	/**
	 * Sends a call to Anesya.
	 *
	 * @param signal ends the wait for a slot and for the response; that of the execution unless given
	 */
	call(request: IHttpRequestOptions, signal?: AbortSignal): Promise<ApiResponse>;
	/**
	 * Requests a file.
	 *
	 * @param withToken false for a request to a server other than Anesya's
	 */
	open(request: IHttpRequestOptions, withToken: boolean): Promise<ResponseHead>;
}

/**
 * n8n's helper adds the token, obeys proxy settings, and aborts the request when the execution is
 * stopped. All requests to Anesya share one throttle.
 *
 * @param token never shown in what a server sends
 * @param onResponse receives each response of Anesya
 */
export function createEgress(
	context: NodeContext,
	token: string,
	onResponse: (response: Pick<ApiResponse, 'header'>) => void,
): Egress {
	const executionSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const exchange = createExchange(context, token, executionSignal);
	const throttle = createThrottle();
	const acquireSlot = () => throttle.acquireSlot(performance.now());

	async function throttled<Response extends ApiResponse | ResponseHead>(
		send: () => Promise<Response>,
		signal: AbortSignal | undefined,
	): Promise<Response> {
		for (let delay = acquireSlot(); delay > 0; delay = acquireSlot()) await sleep(delay, signal);
		signal?.throwIfAborted();
		const startedAt = performance.now();
		const response = await send();
		onResponse(response);
		if (isThrottled(response)) {
			const retryAfter = retryAfterOf(response, Date.now());
			throttle.slowDown(startedAt, performance.now(), retryAfter);
		}
		return response;
	}

	return {
		call: async (request, signal = executionSignal) =>
			await throttled(async () => await exchange.call(request, signal), signal),
		async open(request, withToken) {
			executionSignal?.throwIfAborted();
			const send = async () => await exchange.open(request, withToken);
			return await (withToken ? throttled(send, executionSignal) : send());
		},
	};
}
