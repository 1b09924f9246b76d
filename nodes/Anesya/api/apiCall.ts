import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { UploadForm } from './uploadForm';

/** Milliseconds within which a request has to be answered; the time that an upload takes comes on top. */
const LIMIT = { GET: 30_000, DELETE: 30_000, POST: 300_000 };

/** The same until a file begins to arrive: Anesya may have to put an export together first. */
const LIMIT_FILE = 120_000;

/** Bytes a millisecond, or 1 Mbit/s: n8n's helper counts the time of the whole upload, however well it goes. */
const SLOWEST_UPLOAD = 125;

/** A call as this node makes it: `path` starts and ends with `/`, which Anesya insists on (documented). */
export interface ApiCall {
	method: 'GET' | 'POST' | 'DELETE';
	path: `/${string}/`;
	/** What is undefined is not sent. */
	query?: Record<string, string | number | undefined>;
	form?: UploadForm;
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
export function requestOf({ method, path, query, form, json }: ApiCall, baseUrl: string): IHttpRequestOptions {
	return {
		...COMMON,
		method,
		url: `${baseUrl}${path}`,
		qs: query,
		body: form ?? json,
		headers: { Accept: 'application/json' },
		timeout: LIMIT[method] + Math.ceil((form?.size ?? 0) / SLOWEST_UPLOAD),
		encoding: 'text',
	};
}

/** The request for a file, which is answered by a stream. */
export function fileRequestOf(url: string): IHttpRequestOptions {
	return { ...COMMON, method: 'GET', url, headers: { Accept: '*/*' }, timeout: LIMIT_FILE, encoding: 'stream' };
}
