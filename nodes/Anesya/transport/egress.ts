import type { IHttpRequestOptions } from 'n8n-workflow';

import { abortable } from '../concurrency/abortable';
import { sleep } from '../concurrency/sleep';
import { AnesyaApiError, isThrottled } from './apiError';
import { createExchange } from './exchange';
import { createFirstContact, noteReached } from './firstContact';
import type { Passage } from './gate';
import { createGate } from './gate';
import { MultipartForm } from './multipartForm';
import type { Place } from './networkErrorTexts';
import type { NodeContext } from './nodeContext';
import { PROBE_TIME_LIMIT } from './outageLimits';
import type { ApiRequest, CallKind } from './request';
import { kindOf, toHttpRequest } from './request';
import type { ApiResponse, ResponseHead } from './response';
import { isSuccess, retryAfterOf } from './response';
import { toStatusError } from './statusError';
import { createThrottle } from './throttle';

/** A single read costs Anesya least. There is no extract with this ID. */
const NO_EXTRACT: ApiRequest = {
	method: 'GET',
	path: '/extract/00000000-0000-0000-0000-000000000000/',
};

const SHORT_LIST: ApiRequest = { method: 'GET', path: '/extract/', query: { page: 1, size: 1 } };

type Waiting = Pick<ApiRequest, 'signal' | 'sendBy'>;

/**
 * The only way out of this package. Returns a response whatever its status; throws an AnesyaApiError
 * when there is none, or the reason of a signal.
 */
export interface Egress {
	/**
	 * Sends a call to Anesya.
	 *
	 * @param waiting what ends the wait: `signal` (that of the execution unless given) at any time, `sendBy`
	 * only until the call is sent
	 */
	call(request: IHttpRequestOptions, waiting: Waiting): Promise<ApiResponse>;
	/**
	 * Requests a file.
	 *
	 * @param place where the request goes; the token is sent to Anesya only
	 */
	open(request: IHttpRequestOptions, place: Place): Promise<ResponseHead>;
}

/**
 * n8n's helper adds the token, obeys proxy settings, and aborts the request when the execution is
 * stopped. All requests of a run to Anesya share one throttle and one gate. Triggers and lists of the
 * editor have no gate: they send few requests, and nobody waits for them through an outage.
 *
 * @param token never shown in what a server sends
 * @param onResponse receives each response of Anesya
 */
export function createEgress(
	context: NodeContext,
	{ baseUrl, token }: { baseUrl: string; token: string },
	onResponse: (response: Pick<ApiResponse, 'header'>) => void,
): Egress {
	const executionSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const exchange = createExchange(context, token, executionSignal);
	const throttle = createThrottle();
	const acquireSlot = (now: number) => throttle.acquireSlot(now);
	const gate = executionSignal && createGate({ probe, acquireSlot, signal: executionSignal });

	/** Single reads may work while lists are broken, and the other way round: either shows that Anesya is there. */
	async function probe(): Promise<AnesyaApiError | undefined> {
		const error = await errorOfRead(NO_EXTRACT);
		const isBroken = error?.status !== undefined && error.status >= 500;
		return isBroken ? await errorOfRead(SHORT_LIST) : error;
	}

	async function errorOfRead(call: ApiRequest): Promise<AnesyaApiError | undefined> {
		return await readSoon(call).then((received) => errorOf(received, 'read'), asApiError);
	}

	const firstContact = executionSignal && createFirstContact(baseUrl, ask, executionSignal);

	async function ask(): Promise<void> {
		const response = await readSoon(NO_EXTRACT);
		if (response.status === 401) throw toStatusError(response, 'read');
	}

	/** A read outside of the gate, which is not waited for long. */
	async function readSoon(call: ApiRequest): Promise<ApiResponse> {
		const request = { ...toHttpRequest(call, baseUrl), timeout: PROBE_TIME_LIMIT };
		await untilSlot(executionSignal);
		return await noted(async () => await exchange.call(request));
	}

	async function untilSlot(signal: AbortSignal | undefined): Promise<void> {
		for (;;) {
			const delay = acquireSlot(performance.now());
			if (delay === 0) return;
			await sleep(delay, signal);
		}
	}

	async function noted<Response extends ApiResponse | ResponseHead>(
		send: () => Promise<Response>,
	): Promise<Response> {
		const startedAt = performance.now();
		const response = await send();
		noteReached(baseUrl);
		onResponse(response);
		if (isThrottled(response)) {
			const retryAfter = retryAfterOf(response, Date.now());
			throttle.slowDown(startedAt, performance.now(), retryAfter, response.status);
		}
		return response;
	}

	async function throughGate<Response extends ApiResponse | ResponseHead>(
		{ url, method, body }: IHttpRequestOptions,
		{ signal = executionSignal, sendBy }: Waiting,
		send: (abandoned: Promise<never> | undefined) => Promise<Response>,
	): Promise<Response> {
		const form = body instanceof MultipartForm ? body : undefined;
		signal?.throwIfAborted();
		const turn = sendBy && signal ? AbortSignal.any([signal, sendBy]) : (sendBy ?? signal);
		if (form) await firstContact?.(turn);
		const passage = await (gate?.enter(form && url, turn) ?? untilSlot(turn));
		try {
			signal?.throwIfAborted();
			const sent = noted(async () => await send(passage?.abandoned));
			const response = await abortable(sent, signal).catch((thrown: unknown) => {
				signal?.throwIfAborted();
				if (passage && isOfAnesya(thrown, passage, form)) passage.report(thrown);
				throw thrown;
			});
			passage?.report(errorOf(response, kindOf({ method, form })));
			return response;
		} finally {
			passage?.leave();
		}
	}

	return {
		async call(request, waiting) {
			const send = async (abandoned?: Promise<never>) => await exchange.call(request, abandoned);
			return await throughGate(request, waiting, send);
		},
		async open(request, place) {
			executionSignal?.throwIfAborted();
			const send = async () => await exchange.open(request, place);
			return await (place === 'anesya' ? throughGate(request, {}, send) : send());
		},
	};
}

/** A file that could not be read says nothing about Anesya, nor does a request that nobody waited for. */
function isOfAnesya(
	thrown: unknown,
	passage: Passage,
	form: MultipartForm | undefined,
): thrown is AnesyaApiError {
	return thrown instanceof AnesyaApiError && thrown !== form?.error && !passage.isAbandoned();
}

function asApiError(thrown: unknown): AnesyaApiError {
	if (thrown instanceof AnesyaApiError) return thrown;
	throw thrown;
}

function errorOf(response: ApiResponse | ResponseHead, kind: CallKind): AnesyaApiError | undefined {
	if (isSuccess(response.status)) return undefined;
	return toStatusError('complete' in response ? response.complete('') : response, kind);
}
