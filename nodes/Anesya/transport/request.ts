import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { MultipartForm } from './multipartForm';
import { SLOWEST_UPLOAD, TIME_LIMIT, TIME_LIMIT_FILE, TIME_LIMIT_LINK } from './timeLimits';

/** A call of Anesya's API: `path` starts and ends with `/`, which Anesya insists on (documented). */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'DELETE';
	path: `/${string}/`;
	/** Undefined values are not sent. */
	query?: Record<string, string | number | undefined>;
	form?: MultipartForm;
	/** Sent as JSON; instead of a form. */
	json?: IDataObject;
	/** Ends the call once nobody waits for it any more; that of the execution unless given. */
	signal?: AbortSignal;
	/** Ends the wait for its turn, but not the call once it is sent. */
	sendBy?: AbortSignal;
}

/** What a call does: a `write` creates something at Anesya, and an `upload` is one that sends a file. */
export type CallKind = 'read' | 'write' | 'upload';

/** @param call or the request that it became */
export function kindOf({ method, form }: Pick<ApiRequest, 'form'> & { method?: string }): CallKind {
	if (form !== undefined) return 'upload';
	return method === 'POST' ? 'write' : 'read';
}

const COMMON: Partial<IHttpRequestOptions> = {
	// Bodies are read in this package: n8n's helper limits neither their size nor their time.
	encoding: 'stream',
	// The status is judged in this package: n8n would send an upload a second time after a thrown 401.
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	// Following a redirect would hold the whole upload in memory, and may send the token elsewhere.
	disableFollowRedirect: true,
};

/** Translates a call into options of n8n's HTTP helper. */
export function toHttpRequest(
	{ method, path, query, form, json }: ApiRequest,
	baseUrl: string,
): IHttpRequestOptions {
	const type = json === undefined ? {} : { 'Content-Type': 'application/json' };
	return {
		...COMMON,
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		// As text: n8n's helper would leave out fields that are called `constructor`, for instance.
		body: form ?? (json && JSON.stringify(json)),
		headers: { Accept: 'application/json', ...type },
		timeout: TIME_LIMIT[method] + Math.ceil((form?.size ?? 0) / SLOWEST_UPLOAD),
	};
}

/** The request for a file of Anesya. */
export function toFileRequest(url: string): IHttpRequestOptions {
	return { ...toLinkRequest(url), timeout: TIME_LIMIT_FILE };
}

/** The request for a file that a link of the user names. */
export function toLinkRequest(url: string): IHttpRequestOptions {
	return {
		...COMMON,
		method: 'GET',
		url,
		// n8n's helper accepts a compressed file that was cut off as if it were whole.
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		timeout: TIME_LIMIT_LINK,
	};
}
