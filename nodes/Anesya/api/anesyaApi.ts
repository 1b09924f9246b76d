import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { sleep } from '../concurrency/sleep';
import type { Answer } from './answer';
import { reasonOf, retryAfterOf, toAnswer } from './answer';
import { normalizeBaseUrl } from './baseUrl';
import { AnesyaFailure, isThrottling } from './failure';
import { networkFailure } from './networkFault';
import { createPace } from './pace';
import { createServerClock } from './serverClock';
import { textForStatus } from './statusTexts';
import { normalizeToken } from './token';
import { UploadForm } from './uploadForm';

/** Milliseconds of silence after which a request is given up. */
const SILENCE_LIMIT = { GET: 30_000, POST: 300_000 };

/** A call as this node makes it: `path` starts and ends with `/`, which Anesya insists on (documented). */
export interface ApiCall {
	method: 'GET' | 'POST';
	path: `/${string}/`;
	/** What is undefined is not sent. */
	query?: Record<string, string | number | undefined>;
	form?: UploadForm;
}

/** Where this package is run from: a node, a list in the editor, a trigger. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** The way to Anesya: answers with any 2xx, throws an AnesyaFailure for everything else. */
export interface AnesyaApi {
	send(call: ApiCall): Promise<Answer>;
	/** The server's time in milliseconds since 1970, at most some seconds behind; undefined while unknown. */
	serverTime(): number | undefined;
}

/**
 * Opens the one way out of this package. Status codes are judged here and nowhere else. n8n's helper
 * adds the token, obeys proxy settings, and aborts the request when the execution is stopped.
 *
 * @throws UserError when the credential cannot be used, before anything is sent
 */
export async function connect(context: Caller): Promise<AnesyaApi> {
	const credential = await context.getCredentials('anesyaApi');
	const baseUrl = normalizeBaseUrl(String(credential.baseUrl));
	normalizeToken(String(credential.token));
	const stop = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	const clock = () => performance.now();
	const serverClock = createServerClock(clock);
	const pace = createPace();

	return {
		async send(call) {
			const delay = pace.turn(clock());
			if (delay > 0) await sleep(delay, stop);
			stop?.throwIfAborted();
			const sentAt = clock();
			const answer = await exchange(context, toRequest(call, baseUrl), stop);
			serverClock.note(answer);
			if (answer.status >= 200 && answer.status < 300) {
				pace.passed();
				return answer;
			}
			const failure = statusFailure(answer);
			if (isThrottling(failure)) pace.throttled(sentAt, clock(), failure.facts.retryAfter);
			throw failure;
		},
		serverTime: () => serverClock.now(),
	};
}

async function exchange(
	context: Caller,
	request: IHttpRequestOptions,
	stop: AbortSignal | undefined,
): Promise<Answer> {
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			'anesyaApi',
			request,
		);
		return toAnswer(response);
	} catch (thrown) {
		stop?.throwIfAborted();
		throw request.body instanceof UploadForm && request.body.failure ? request.body.failure : networkFailure(thrown);
	}
}

function toRequest({ method, path, query, form }: ApiCall, baseUrl: string): IHttpRequestOptions {
	return {
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		body: form,
		headers: { Accept: 'application/json' },
		timeout: SILENCE_LIMIT[method],
		// The status is judged here: n8n would send an upload a second time on a thrown 401.
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		encoding: 'text',
		// Following one would hold the whole upload in memory, and may carry the token elsewhere.
		disableFollowRedirect: true,
	};
}

function statusFailure(answer: Answer): AnesyaFailure {
	const { status } = answer;
	return new AnesyaFailure(textForStatus(status, reasonOf(answer)), {
		status,
		passing: status === 408 || status === 429 || status >= 500,
		taken: status === 408 || (status >= 500 && status !== 503) ? 'maybe' : 'no',
		retryAfter: retryAfterOf(answer, Date.now()),
	});
}
