import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { MultipartForm } from './multipartForm';

/** Milliseconds until a request must have its response; an upload gets the time that its bytes take on top. */
const TIMEOUT = { GET: 30_000, DELETE: 30_000, POST: 300_000 };

/** Milliseconds until a file begins to arrive: Anesya may have to create an export first. */
const FILE_TIMEOUT = 120_000;

/** Bytes per millisecond (1 Mbit/s): n8n's helper limits the time of the whole upload, even while it progresses. */
const SLOWEST_UPLOAD = 125;

/** A call of Anesya's API: `path` starts and ends with `/`, which Anesya insists on (documented). */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'DELETE';
	path: `/${string}/`;
	/** Undefined values are not sent. */
	query?: Record<string, string | number | undefined>;
	form?: MultipartForm;
	/** Sent as JSON; instead of a form. */
	json?: IDataObject;
}

const COMMON: Partial<IHttpRequestOptions> = {
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
	return {
		...COMMON,
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		body: form ?? json,
		headers: { Accept: 'application/json' },
		timeout: TIMEOUT[method] + Math.ceil((form?.size ?? 0) / SLOWEST_UPLOAD),
		encoding: 'text',
	};
}

/** The request for a file; the body of its response is a stream. */
export function toFileRequest(url: string): IHttpRequestOptions {
	return {
		...COMMON,
		method: 'GET',
		url,
		headers: { Accept: '*/*' },
		timeout: FILE_TIMEOUT,
		encoding: 'stream',
	};
}
