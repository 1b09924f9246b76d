import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { SLOWEST_UPLOAD, TIME_LIMIT, TIME_LIMIT_FILE } from './timeLimits';
import type { MultipartForm } from './multipartForm';

/** A call as this node makes it: `path` starts and ends with `/`, which Anesya insists on (documented). */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'DELETE';
	path: `/${string}/`;
	/** What is undefined is not sent. */
	query?: Record<string, string | number | undefined>;
	form?: MultipartForm;
	/** Sent as JSON; instead of a form. */
	json?: IDataObject;
}

const COMMON: Partial<IHttpRequestOptions> = {
	// The status is judged here: n8n would send an upload a second time on a thrown 401.
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	// Following one would hold the whole upload in memory, and may carry the token elsewhere.
	disableFollowRedirect: true,
};

/** A call in the terms of n8n's HTTP helper. */
export function toHttpRequest(
	{ method, path, query, form, json }: ApiRequest,
	baseUrl: string,
): IHttpRequestOptions {
	return {
		...COMMON,
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		body: form ?? json,
		headers: { Accept: 'application/json' },
		timeout: TIME_LIMIT[method] + Math.ceil((form?.size ?? 0) / SLOWEST_UPLOAD),
		encoding: 'text',
	};
}

/** The request for a file, which is answered by a stream. */
export function toFileRequest(url: string): IHttpRequestOptions {
	return {
		...COMMON,
		method: 'GET',
		url,
		headers: { Accept: '*/*' },
		timeout: TIME_LIMIT_FILE,
		encoding: 'stream',
	};
}
