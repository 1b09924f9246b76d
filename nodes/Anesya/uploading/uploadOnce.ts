import type { Extract } from '../api/extract';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { currentInstant } from '../transport/clock';
import { writeRetryDelay } from '../transport/retry';
import { sleep } from '../concurrency/sleep';
import { claimExtract, isClaimed, isUnresolved, markUnresolved, clearUnresolved } from './memory';
import { recoverUpload } from './recoverUpload';
import { runExclusive } from '../concurrency/keyedMutex';
import type { Upload, UploadPorts } from './upload';
import { comparableName } from './reconcile';
import { unexpectedResponse } from '../transport/statusError';

/**
 * Uploads so that each document is charged once. There is no idempotency key, so a request is sent
 * again only when Anesya surely did not take it; after a lost answer its extracts are looked for
 * first. Files of the same name go up one after the other, or one could be taken for the other then.
 *
 * The way: `turns` lets it begin, `findLost` looks (`looksAfter` when, `searches` for what), `verdict`
 * decides what the look tells, `claims` and `doubts` remember it for the uploads to come, `lostTexts`
 * says what cannot be told.
 *
 * @returns the extracts, in the order of Anesya's answer
 * @throws AnesyaApiError whose text says what to do, so as not to pay twice
 */
export async function uploadOnce(upload: Upload, uploading: UploadPorts): Promise<Extract[]> {
	const keys = [
		...new Set(upload.files.map(({ name }) => `${upload.workflow ?? ''}/${comparableName(name)}`)),
	];
	return await runExclusive(keys, uploading.signal, async () => {
		const extracts = await sendUntilClear(upload, keys, uploading);
		extracts.forEach(({ id }) => claimExtract(id, performance.now()));
		return extracts;
	});
}

async function sendUntilClear(
	upload: Upload,
	keys: string[],
	uploading: UploadPorts,
): Promise<Extract[]> {
	const { uploadLimiter, signal } = uploading;
	const leaveDoubt = () => markUnresolved(keys, performance.now());
	const isDoubtful = isUnresolved(keys, performance.now());
	for (let attempt = 1; ; attempt += 1) {
		const { begunAt, result } = await uploadLimiter(
			async () => await send(upload, leaveDoubt, signal),
		);
		if (!(result instanceof AnesyaApiError)) return result;

		const { accepted, sentAt = begunAt } = result;
		const isLost = accepted === 'maybe';
		// Also where it surely is not there: it may still turn up, next to what is sent again.
		const found = isLost
			? await recoverUpload(upload, { sentAt, failure: result, isDoubtful }, uploading).finally(
					leaveDoubt,
				)
			: undefined;
		if (found !== undefined) {
			if (attempt === 1) clearUnresolved(keys);
			return found;
		}
		const failure = isLost ? surelyNotAccepted(result) : result;
		const delay = writeRetryDelay(failure, attempt, Math.random());
		if (delay === undefined) throw failure;
		await sleep(delay, signal);
	}
}

/** @param leaveDoubt is called when a stop ends the request, whose answer nobody waits for then */
async function send(
	upload: Upload,
	leaveDoubt: () => void,
	signal: AbortSignal | undefined,
): Promise<{ begunAt: Instant; result: Extract[] | AnesyaApiError }> {
	signal?.throwIfAborted();
	const begunAt = currentInstant();
	try {
		const extracts = await upload.send();
		return {
			begunAt,
			result: isForeign(extracts, upload)
				? unexpectedResponse({ status: 201 }, 'the extract of this document')
				: extracts,
		};
	} catch (thrown) {
		if (!(thrown instanceof AnesyaApiError)) leaveDoubt();
		return { begunAt, result: asFailure(thrown) };
	}
}

/** Whether an answer names the extract of another upload. Another name alone says little: Anesya may change names. */
function isForeign(extracts: Extract[], { files }: Upload): boolean {
	const names = files.map(({ name }) => comparableName(name));
	return extracts.some(
		({ id, document_name }) => isClaimed(id) && !names.includes(comparableName(document_name)),
	);
}

/** Everything else, such as a stop, ends the upload. */
function asFailure(thrown: unknown): AnesyaApiError {
	if (thrown instanceof AnesyaApiError) return thrown;
	throw thrown;
}

/** A success that nobody understands would only come again. */
function surelyNotAccepted(error: AnesyaApiError): AnesyaApiError {
	const isSuccess = error.status !== undefined && error.status < 300;
	return error.with({
		description: `Anesya does not have it: it can be sent again. ${error.description}`,
		accepted: 'no',
		retryable: error.retryable && !isSuccess,
	});
}
