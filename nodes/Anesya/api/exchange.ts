import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { sleep } from '../concurrency/sleep';
import type { Answer } from './answer';
import { retryAfterOf, toAnswer } from './answer';
import { asksForPatience } from './failure';
import type { Moment } from './moment';
import { thisMoment } from './moment';
import { networkFailure } from './networkFault';
import { createPace } from './pace';
import { isRecord } from './record';
import { UploadForm } from './uploadForm';

/** Where this package is run from: a node, a list in the editor, a trigger. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** What came back: of a file, the answer is its head alone, and the body is the stream of its bytes. */
export interface Exchanged {
	answer: Answer;
	body: unknown;
}

/**
 * Sends a request, and gives the answer, whatever its status.
 *
 * @param withToken without it, the request goes to another server than Anesya's
 * @throws AnesyaFailure when there is no answer, the reason of a stop
 */
export type Exchange = (request: IHttpRequestOptions, withToken: boolean) => Promise<Exchanged>;

/**
 * The one way out of this package. n8n's helper adds the token, obeys proxy settings, and aborts the
 * request when the execution is stopped. All requests to Anesya keep to one pace.
 *
 * @param listen is given each answer of Anesya
 */
export function createExchange(context: Caller, listen: (answer: Answer) => void): Exchange {
	const { helpers } = context;
	const stop =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const clock = () => performance.now();
	const pace = createPace();

	async function ask(request: IHttpRequestOptions): Promise<Exchanged> {
		for (let delay = pace.turn(clock()); delay > 0; delay = pace.turn(clock()))
			await sleep(delay, stop);
		stop?.throwIfAborted();
		const sentAt = thisMoment();
		const response: unknown = await helpers.httpRequestWithAuthentication
			.call(context, 'anesyaApi', request)
			.catch((thrown: unknown) => {
				throw networkFailure(thrown, sentAt);
			});
		const exchanged = exchangedIn(response, sentAt);
		const { answer } = exchanged;
		listen(answer);
		if (asksForPatience(answer.status))
			pace.throttled(sentAt.steady, clock(), retryAfterOf(answer, Date.now()));
		return exchanged;
	}

	return async (request, withToken) => {
		try {
			stop?.throwIfAborted();
			if (withToken) return await ask(request);
			const response: unknown = await helpers.httpRequest({ ...request, abortSignal: stop });
			return exchangedIn(response);
		} catch (thrown) {
			stop?.throwIfAborted();
			throw request.body instanceof UploadForm && request.body.failure
				? request.body.failure
				: networkFailure(thrown, undefined, !withToken);
		} finally {
			if (request.body instanceof UploadForm) request.body.close();
		}
	};
}

function exchangedIn(response: unknown, sentAt?: Moment): Exchanged {
	return {
		answer: { ...toAnswer(response), sentAt },
		body: isRecord(response) ? response.body : undefined,
	};
}
