/*
 * How a document is uploaded, and charged once. Anesya has no idempotency key.
 *
 * The way of an upload:
 * 1. `uploadOnce` sends the request, as `upload` describes it.
 * 2. If Anesya certainly did not accept it, it is sent again after a delay (`writeRetryDelay`).
 *
 * The way of a recovered upload, which Anesya may have accepted although its response was lost:
 * 3. `recoverUpload` searches the list of extracts for it, after each of the `SEARCH_DELAYS`: by the ID
 *    in its metadata if it has one, else by its names (`documentName`) and its age.
 * 4. `reconcile` decides what the rows show; where names do not tell whose an extract is, its content
 *    does (`sameContent`). Its extracts are the result of the upload. If it has none, it is sent again.
 *    If the case stays unclear, `lostUploadErrors` tells the user so.
 * 5. `memory` keeps what uploads of one name know of each other.
 *
 * `uploadLedger` remembers beyond that what the files of a run became, for n8n's own repeats.
 */
import type { Extract } from '../api/extract';
import { sleep } from '../concurrency/sleep';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { currentInstant } from '../transport/clock';
import { writeRetryDelay } from '../transport/retry';
import { unexpectedResponse } from '../transport/statusError';
import { comparableName, isSameName } from './documentName';
import { lostResponseError } from './lostUploadErrors';
import {
	claimExtract,
	clearUnresolved,
	isClaimed,
	isUnresolved,
	markUnresolved,
	trackInFlight,
	trackLost,
} from './memory';
import { recoverUpload } from './recoverUpload';
import type { Upload, UploadPorts } from './upload';

/**
 * Uploads so that each document is charged once: a request is sent again only if Anesya certainly did
 * not accept it.
 *
 * @param earlier the error of an earlier try, which left open whether Anesya accepted the upload: it is
 * searched for first
 * @returns the extracts, in the order of Anesya's response
 * @throws AnesyaApiError whose text says how to avoid paying twice
 */
export async function uploadOnce(
	upload: Upload,
	ports: UploadPorts,
	earlier?: AnesyaApiError,
): Promise<Extract[]> {
	const keys = keysOf(upload, ports);
	const markLost = () => markUnresolved(keys, performance.now());
	const followsUnresolved = isUnresolved(keys, performance.now());
	for (let attempts = 1; ; attempts += 1) {
		const { startedAt, result } =
			attempts === 1 && earlier?.sentAt !== undefined
				? { startedAt: earlier.sentAt, result: earlier }
				: await ports.uploadLimiter(
						async () => await trackInFlight(keys, attempt(upload, markLost, ports.signal)),
					);
		if (!(result instanceof AnesyaApiError)) return claimed(result);

		const { accepted, sentAt = startedAt } = result;
		const isLost = accepted === 'maybe';
		const lost = { keys, sentAt, error: result, followsUnresolved };
		// Marked even if it certainly has no extract yet: one may still appear, next to that of the next attempt.
		const found = isLost
			? await trackLost(keys, async () => await recoverUpload(upload, lost, ports)).finally(
					markLost,
				)
			: undefined;
		if (found !== undefined) {
			if (attempts === 1) clearUnresolved(keys);
			return claimed(found);
		}
		if (isLost && isSuccess(result)) throw lostResponseError(result.with({ sentAt }), upload.files);
		const error = isLost ? provenNotAccepted(result) : result;
		const delay = writeRetryDelay(error, attempts, Math.random());
		if (delay === undefined) throw error;
		await sleep(delay, ports.signal);
	}
}

/** What an upload is known by to others that may be mistaken for it. */
function keysOf({ files, workflow = '', uploadId }: Upload, { api }: UploadPorts): string[] {
	const id = uploadId?.();
	const names = [
		...files.map(({ name }) => comparableName(name)),
		...(id === undefined ? [] : [id]),
	];
	return [...new Set(names)].map((name) => JSON.stringify([api.account, workflow, name]));
}

function claimed(extracts: Extract[]): Extract[] {
	extracts.forEach(({ id }) => claimExtract(id, performance.now()));
	return extracts;
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
	return extracts.some(
		({ id, document_name }) =>
			isClaimed(id) && !files.some(({ name }) => isSameName(document_name, name)),
	);
}

/** A success that is not understood: what was sent was accepted, whatever the list shows. */
function isSuccess({ status }: AnesyaApiError): boolean {
	return status !== undefined && status >= 200 && status < 300;
}

/** The error of a lost upload that certainly has no extract. */
function provenNotAccepted(error: AnesyaApiError): AnesyaApiError {
	return error.with({
		description: `Anesya does not have it, so it can be sent again. ${error.description}`,
		accepted: 'no',
	});
}
