/*
 * How a document is uploaded, and charged once. Anesya has no idempotency key.
 *
 * The way of an upload:
 * 1. `uploadOnce` waits until no other upload of the same name is running (a keyed mutex): after a
 *    lost response, one could be taken for the other.
 * 2. `attempt` sends the request, as `upload.ts` describes it.
 * 3. If Anesya certainly did not accept it, it is sent again after a delay (`writeRetryDelay`).
 *
 * The way of a recovered upload, which Anesya may have accepted although its response was lost:
 * 4. `recoverUpload` searches the list of extracts for it, after each of the `SEARCH_DELAYS`.
 * 5. `reconcile` decides what the rows show: its extracts are the result of the upload; if it has
 *    none, it is sent again; if the case is unclear, `lostUploadErrors` tells the user so.
 * 6. `memory` keeps for later uploads which extracts are claimed, and which uploads are unresolved.
 */
import type { Extract } from '../api/extract';
import { runExclusive } from '../concurrency/keyedMutex';
import { sleep } from '../concurrency/sleep';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { currentInstant } from '../transport/clock';
import { writeRetryDelay } from '../transport/retry';
import { unexpectedResponse } from '../transport/statusError';
import { claimExtract, clearUnresolved, isClaimed, isUnresolved, markUnresolved } from './memory';
import { comparableName } from './reconcile';
import { recoverUpload } from './recoverUpload';
import type { Upload, UploadPorts } from './upload';

/**
 * Uploads so that each document is charged once: a request is sent again only if Anesya certainly did
 * not accept it. Uploads of the same name into the same workflow run one after the other.
 *
 * @returns the extracts, in the order of Anesya's response
 * @throws AnesyaApiError whose text says how to avoid paying twice
 */
export async function uploadOnce(upload: Upload, ports: UploadPorts): Promise<Extract[]> {
	const keys = [
		...new Set(upload.files.map(({ name }) => `${upload.workflow ?? ''}/${comparableName(name)}`)),
	];
	return await runExclusive(keys, ports.signal, async () => {
		const extracts = await sendUntilResolved(upload, keys, ports);
		extracts.forEach(({ id }) => claimExtract(id, performance.now()));
		return extracts;
	});
}

async function sendUntilResolved(
	upload: Upload,
	keys: string[],
	ports: UploadPorts,
): Promise<Extract[]> {
	const { uploadLimiter, signal } = ports;
	const markLost = () => markUnresolved(keys, performance.now());
	const followsUnresolved = isUnresolved(keys, performance.now());
	for (let attempts = 1; ; attempts += 1) {
		const { startedAt, result } = await uploadLimiter(
			async () => await attempt(upload, markLost, signal),
		);
		if (!(result instanceof AnesyaApiError)) return result;

		const { accepted, sentAt = startedAt } = result;
		const isLost = accepted === 'maybe';
		// Marked even if it certainly has no extract yet: one may still appear, next to that of the next attempt.
		const found = isLost
			? await recoverUpload(upload, { sentAt, error: result, followsUnresolved }, ports).finally(
					markLost,
				)
			: undefined;
		if (found !== undefined) {
			if (attempts === 1) clearUnresolved(keys);
			return found;
		}
		const error = isLost ? toNotAccepted(result) : result;
		const delay = writeRetryDelay(error, attempts, Math.random());
		if (delay === undefined) throw error;
		await sleep(delay, signal);
	}
}

/** @param markLost is called when the signal ends the request: nobody waits for its response any more */
async function attempt(
	upload: Upload,
	markLost: () => void,
	signal: AbortSignal | undefined,
): Promise<{ startedAt: Instant; result: Extract[] | AnesyaApiError }> {
	signal?.throwIfAborted();
	const startedAt = currentInstant();
	try {
		const extracts = await upload.send();
		const result = belongToAnother(extracts, upload)
			? unexpectedResponse({ status: 201 }, 'the extract of this document')
			: extracts;
		return { startedAt, result };
	} catch (thrown) {
		if (!(thrown instanceof AnesyaApiError)) markLost();
		return { startedAt, result: asApiError(thrown) };
	}
}

/** @throws everything else, such as the signal's reason: it ends the upload */
function asApiError(thrown: unknown): AnesyaApiError {
	if (thrown instanceof AnesyaApiError) return thrown;
	throw thrown;
}

/** Whether a response names the extract of another upload. A different name alone proves little: Anesya may change names. */
function belongToAnother(extracts: Extract[], { files }: Upload): boolean {
	const names = files.map(({ name }) => comparableName(name));
	return extracts.some(
		({ id, document_name }) => isClaimed(id) && !names.includes(comparableName(document_name)),
	);
}

/** The error of a lost upload that certainly has no extract. A success with an unexpected response is not retried: it would only come again. */
function toNotAccepted(error: AnesyaApiError): AnesyaApiError {
	const isSuccess = error.status !== undefined && error.status < 300;
	return error.with({
		description: `Anesya does not have it, so it can be sent again. ${error.description}`,
		accepted: 'no',
		retryable: error.retryable && !isSuccess,
	});
}
