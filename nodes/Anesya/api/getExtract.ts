import type { ApiClient } from '../transport/client';
import { retryAfterOf } from '../transport/response';
import type { Extract } from './extract';
import { isExtract } from './extract';
import { unexpectedResponse } from '../transport/statusError';
import { readRetryDelay, retry } from '../transport/retry';

/** What one look at an extract tells. */
export interface ExtractReading {
	/** Absent where Anesya answers "not ready" without a body. */
	extract?: Extract;
	/** Milliseconds that Anesya asked to wait before the next look. */
	retryAfter?: number;
}

/**
 * Reads one extract: `GET /extract/{id}/`, without `download`, which would export it (documented).
 * Whether "not ready" is a 200 or a 202, with or without a body, is unknown: all of them are taken.
 *
 * @throws AnesyaApiError for every other answer
 */
export async function getExtract(api: ApiClient, id: string): Promise<ExtractReading> {
	const response = await api.send({ method: 'GET', path: `/extract/${encodeURIComponent(id)}/` });
	const retryAfter = retryAfterOf(response, Date.now());
	if (isExtract(response.json) && response.json.id === id)
		return { extract: response.json, retryAfter };
	if (response.isEmpty || response.status === 202) return { retryAfter };
	throw unexpectedResponse(response, 'an extract');
}

/** The same, tried again after an error that is retryable. @throws AnesyaApiError */
export async function getExtractWithRetry(
	api: ApiClient,
	id: string,
	signal: AbortSignal | undefined,
): Promise<ExtractReading> {
	return await retry(async () => await getExtract(api, id), readRetryDelay, signal);
}
