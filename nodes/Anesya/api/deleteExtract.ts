import { AnesyaApiError } from '../transport/apiError';
import type { ApiClient } from '../transport/client';
import { readRetryDelay, retry } from '../transport/retry';

/**
 * Deletes an extract: `DELETE /extract/{id}/` (the path is inferred). Its response is unknown, so any
 * success counts. If a response was lost, a 404 on a later attempt means that the extract was deleted.
 *
 * @throws AnesyaApiError
 */
export async function deleteExtract(
	api: ApiClient,
	id: string,
	signal: AbortSignal | undefined,
): Promise<void> {
	const path = `/extract/${encodeURIComponent(id)}/` as const;
	let mayBeDeleted = false;
	const send = async () => {
		await api.send({ method: 'DELETE', path }).catch((thrown: unknown) => {
			mayBeDeleted ||= thrown instanceof AnesyaApiError && thrown.accepted === 'maybe';
			throw thrown;
		});
	};
	await retry(send, readRetryDelay, signal).catch((thrown: unknown) => {
		const isNotFound = thrown instanceof AnesyaApiError && thrown.status === 404;
		if (!isNotFound || !mayBeDeleted) throw thrown;
	});
}
