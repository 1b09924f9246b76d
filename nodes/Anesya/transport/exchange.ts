import type { IHttpRequestOptions } from 'n8n-workflow';

import { abortable } from '../concurrency/abortable';
import { withDeadline } from '../concurrency/withDeadline';
import { AnesyaApiError } from './apiError';
import { currentInstant } from './clock';
import { MultipartForm } from './multipartForm';
import { toNetworkError } from './networkError';
import type { Place } from './networkErrorTexts';
import type { NodeContext } from './nodeContext';
import { readBody, TooLargeError } from './readBody';
import { createBodyRedactor, createRedactor } from './redact';
import type { ApiResponse, ResponseHead } from './response';
import { isSuccess, toResponseHead } from './response';
import { SIZE_LIMIT, SLOWEST_RESPONSE } from './sizeLimits';
import { unexpectedResponse } from './statusError';
import { TIME_LIMIT } from './timeLimits';

/** Milliseconds between n8n's own time limit, whose error says more, and this one. */
const GRACE = 500;

/**
 * Sends a request, once. Whatever the server does, it ends within the request's `timeout`, and soon once
 * the response has begun, plus the time that a large response takes. Throws an AnesyaApiError when there
 * is no complete response, or the reason of the execution's AbortSignal.
 */
export interface Exchange {
	/**
	 * Sends a call to Anesya, and reads the whole response.
	 *
	 * @param abandoned ends the wait for the response when it rejects: its reason is thrown
	 */
	call(request: IHttpRequestOptions, abandoned?: Promise<never>): Promise<ApiResponse>;
	/**
	 * Requests a file.
	 *
	 * @param place where the request goes; the token is sent to Anesya only
	 */
	open(request: IHttpRequestOptions, place: Place): Promise<ResponseHead>;
}

/**
 * @param token never shown in what a server sends
 * @param signal of the execution
 */
export function createExchange(
	context: NodeContext,
	token: string,
	signal: AbortSignal | undefined,
): Exchange {
	const { helpers } = context;
	const redact = createRedactor(token);
	const redactBody = createBodyRedactor(token);

	/** @param remaining milliseconds */
	async function receiveHead(
		request: IHttpRequestOptions,
		place: Place,
		remaining: () => number,
	): Promise<ResponseHead> {
		const sentAt = currentInstant();
		const raw: Promise<unknown> =
			place === 'anesya'
				? helpers.httpRequestWithAuthentication.call(context, 'anesyaApi', request)
				: helpers.httpRequest({ ...request, abortSignal: signal });
		const head = raw.then((received) => toResponseHead(received, redact, sentAt));
		try {
			return await withDeadline(abortable(head, signal), remaining);
		} catch (thrown) {
			// n8n's request cannot be aborted from here. A response that comes after all is not read.
			head.then(
				({ body }) => void body.destroy(),
				() => {},
			);
			signal?.throwIfAborted();
			throw toNetworkError(thrown, sentAt, place);
		}
	}

	async function receive(request: IHttpRequestOptions): Promise<ApiResponse> {
		const remaining = timeLimitOf(request);
		const head = await receiveHead(request, 'anesya', remaining);
		// An upload may take minutes until its response begins, but no response takes longer than that of a read.
		const remainingOfBody = timeLimitOf({ timeout: TIME_LIMIT.GET });
		const { problem, text } = await readBody(head.body, {
			size: SIZE_LIMIT[request.method === 'POST' ? 'POST' : 'GET'],
			remaining: (received) =>
				Math.min(remaining(), remainingOfBody()) + received / SLOWEST_RESPONSE,
		});
		signal?.throwIfAborted();
		if (problem instanceof TooLargeError) throw unexpectedResponse(head, 'a shorter response');
		// A success may have been carried out, whatever becomes of its body: what arrived of it tells more.
		const isCarriedOut = request.method === 'POST' && isSuccess(head.status);
		const cutOff = problem === undefined ? undefined : toNetworkError(problem, head.sentAt);
		if (cutOff !== undefined && !isCarriedOut) throw cutOff;
		return head.complete(redactBody(text()), cutOff);
	}

	return {
		async call(request, abandoned) {
			const form = request.body instanceof MultipartForm ? request.body : undefined;
			try {
				const response = receive(request);
				return await (abandoned ? Promise.race([response, abandoned]) : response);
			} catch (thrown) {
				signal?.throwIfAborted();
				throw form?.error ?? (form?.mayBeSent === false ? toIncomplete(thrown) : thrown);
			} finally {
				form?.close();
			}
		},
		open: async (request, place) => await receiveHead(request, place, timeLimitOf(request)),
	};
}

/** @returns tells how many milliseconds are left from now on */
function timeLimitOf({ timeout = Infinity }: Pick<IHttpRequestOptions, 'timeout'>): () => number {
	const endsAt = performance.now() + timeout + GRACE;
	return () => endsAt - performance.now();
}

/** A form that the HTTP helper did not read to its end has not arrived: its final boundary was never sent. */
function toIncomplete(thrown: unknown): unknown {
	if (!(thrown instanceof AnesyaApiError) || thrown.accepted === 'no') return thrown;
	if (thrown.status !== undefined && isSuccess(thrown.status)) return thrown;
	return thrown.with({
		accepted: 'no',
		unsent: 'The file was not sent completely, so Anesya does not have it.',
	});
}
