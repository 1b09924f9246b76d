import type { ApiClient } from '../transport/client';
import { retryAfterOf } from '../transport/response';
import { readRetryDelay, retry } from '../transport/retry';
import { unexpectedResponse } from '../transport/statusError';
import type { Extract } from './extract';
import { isExtract } from './extract';
import { inKnownForm, knownId } from './page';

/** The result of reading an extract once. */
export interface ExtractReading {
	/** Absent when Anesya responds "not ready" without a body. */
	extract?: Extract;
	/** Milliseconds that Anesya asked to wait before the next status check. */
	retryAfter?: number;
}

/**
 * Reads one extract: `GET /extract/{id}/`, without `download`, which would export it (documented).
 * Whether "not ready" is a 200 or a 202, with or without a body, is unknown: all of these are
 * understood.
 *
 * @throws AnesyaApiError for every other response
 */
export async function getExtract(
	api: ApiClient,
	id: string,
	signal?: AbortSignal,
): Promise<ExtractReading> {
	const path = `/extract/${encodeURIComponent(id)}/` as const;
	const response = await api.send({ method: 'GET', path, signal });
	const retryAfter = retryAfterOf(response, Date.now());
	const extract = isExtract(response.json) ? inKnownForm(response.json) : undefined;
	if (extract !== undefined && extract.id === knownId(id)) return { extract, retryAfter };
	if (response.isEmpty || response.status === 202) return { retryAfter };
	throw unexpectedResponse(response, 'an extract');
}

/** The same, repeated after a retryable error. @throws AnesyaApiError */
export async function getExtractWithRetry(
	api: ApiClient,
	id: string,
	signal: AbortSignal | undefined,
): Promise<ExtractReading> {
	return await retry(async () => await getExtract(api, id), readRetryDelay, signal);
}
