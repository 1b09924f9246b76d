import type { AnesyaApi } from './anesyaApi';
import { AnesyaFailure } from './failure';
import { readRetryDelay } from './retry';
import { retrying } from './retrying';

/**
 * Deletes an extract: `DELETE /extract/{id}/` (the path is inferred). Its answer is unknown, so that
 * any success counts. Where an answer was lost, an extract that is gone at the next attempt is one
 * that was deleted.
 *
 * @throws AnesyaFailure
 */
export async function deleteExtract(
	api: AnesyaApi,
	id: string,
	stop: AbortSignal | undefined,
): Promise<void> {
	const path = `/extract/${encodeURIComponent(id)}/` as const;
	let mayBeDone = false;
	const send = async () => {
		await api.send({ method: 'DELETE', path }).catch((thrown: unknown) => {
			mayBeDone ||= thrown instanceof AnesyaFailure && thrown.facts.taken === 'maybe';
			throw thrown;
		});
	};
	await retrying(send, readRetryDelay, stop).catch((thrown: unknown) => {
		const isGone = thrown instanceof AnesyaFailure && thrown.facts.status === 404;
		if (!isGone || !mayBeDone) throw thrown;
	});
}
