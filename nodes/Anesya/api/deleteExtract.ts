import type { ApiClient } from '../transport/client';
import { AnesyaApiError } from '../transport/apiError';
import { readRetryDelay, retry } from '../transport/retry';

/**
 * Deletes an extract: `DELETE /extract/{id}/` (the path is inferred). Its answer is unknown, so that
 * any success counts. Where an answer was lost, an extract that is gone at the next attempt is one
 * that was deleted.
 *
 * @throws AnesyaApiError
 */
export async function deleteExtract(
	api: ApiClient,
	id: string,
	signal: AbortSignal | undefined,
): Promise<void> {
	const path = `/extract/${encodeURIComponent(id)}/` as const;
	let mayBeDone = false;
	const send = async () => {
		await api.send({ method: 'DELETE', path }).catch((thrown: unknown) => {
			mayBeDone ||= thrown instanceof AnesyaApiError && thrown.accepted === 'maybe';
			throw thrown;
		});
	};
	await retry(send, readRetryDelay, signal).catch((thrown: unknown) => {
		const isGone = thrown instanceof AnesyaApiError && thrown.status === 404;
		if (!isGone || !mayBeDone) throw thrown;
	});
}
