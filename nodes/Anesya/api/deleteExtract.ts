import { isRecord } from '../guards/json';
import { AnesyaApiError } from '../transport/apiError';
import type { ApiClient } from '../transport/client';
import type { ApiResponse } from '../transport/response';
import { readRetryDelay, retry } from '../transport/retry';
import { unexpectedResponse } from '../transport/statusError';

/**
 * Deletes an extract: `DELETE /extract/{id}/` (the path is inferred). The body of its response is
 * unknown: it may be empty, or an object that does not say that it failed. If a response was lost or not
 * understood, a 404 on a later attempt means that the extract was deleted.
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
	const sendOnce = async () => {
		const response = await api.send({ method: 'DELETE', path });
		if (!isConfirmation(response)) throw unexpectedResponse(response, 'a deleted extract');
	};
	const send = async () => {
		await sendOnce().catch((thrown: unknown) => {
			mayBeDeleted ||= thrown instanceof AnesyaApiError && thrown.accepted === 'maybe';
			throw thrown;
		});
	};
	await retry(send, readRetryDelay, signal).catch((thrown: unknown) => {
		const isNotFound = thrown instanceof AnesyaApiError && thrown.status === 404;
		if (!isNotFound || !mayBeDeleted) throw thrown;
	});
}

/** A login page does not confirm anything, nor does `{ "success": false }`. */
function isConfirmation({ isEmpty, json }: ApiResponse): boolean {
	if (isEmpty) return true;
	if (!isRecord(json)) return false;
	const saysNo = ['success', 'ok', 'deleted'].some((key) => json[key] === false);
	return !saysNo && !json.error && !json.errors;
}
