/*
 * How a document is uploaded, and charged once. Anesya has no idempotency key.
 *
 * How an upload proceeds:
 * 1. `sendInTurn` sends the request, as `upload` describes it. `ownership` tells whether the response names
 *    its own extracts.
 * 2. If Anesya certainly did not accept it, it is sent again after a delay (`writeRetryDelay`).
 *
 * How an upload is recovered that Anesya may have accepted although its response was lost:
 * 3. `recoverUpload` has `searchUpload` search the list of extracts for it, after each of the
 *    `SEARCH_DELAYS`: by the ID in its metadata if it has one, else by its names (`documentName`) and its
 *    age, if `serverClock` knows that. The last time, and whenever several are lost, all that is new is
 *    read instead, at once for all of them (`newRows`).
 * 4. `reconcile` decides what the rows show; where names do not tell whose an extract is, its content
 *    does (`sameContent`, `likeness`). Its extracts are the result of the upload. If it has none, it is sent
 *    again. If the case stays unclear, or the time is up, `lostUploadErrors` tells the user so.
 * 5. `memory` keeps what uploads of one name know of each other.
 *
 * `uploadLedger` remembers beyond that what the files of a run became, for n8n's own repeats.
 */
import type { Extract } from '../api/extract';
import { AnesyaApiError } from '../transport/apiError';
import type { Instant } from '../transport/clock';
import { currentInstant } from '../transport/clock';
import { writeRetryDelay } from '../transport/retry';
import { pause, sendInTurn } from './attempt';
import { comparableName } from './documentName';
import { noteStored } from './likeness';
import {
	candidatesOf,
	lostError,
	lostResponseError,
	notSentAgain,
	provenNotAccepted,
	refusedUntilTooLate,
	stillUnclear,
} from './lostUploadErrors';
import { claimExtract, isUnresolved, markUnresolved, trackLost } from './memory';
import { noteRenaming } from './ownership';
import { recoverUpload } from './recoverUpload';
import { observeCreation } from './serverClock';
import type { Upload, UploadPorts, UploadTrail } from './upload';

/**
 * Uploads so that each document is charged once: a request is sent again only if Anesya certainly did
 * not accept it.
 *
 * @param trail of an earlier try: what that one left open is searched for first. What this one leaves
 * open is noted there
 * @returns the extracts, in the order of Anesya's response
 * @throws AnesyaApiError whose text says how to avoid paying twice
 */
export async function uploadOnce(
	upload: Upload,
	ports: UploadPorts,
	trail: UploadTrail = {},
): Promise<Extract[]> {
	const keys = keysOf(upload, ports);
	const claimed = (extracts: Extract[]) => {
		extracts.forEach(({ id }) => claimExtract(ports.api, id));
		return extracts;
	};
	const markLost = () => markUnresolved(keys, performance.now());
	let attempts = 0;

	/** Searches for all attempts that were lost so far. @returns undefined if there is no extract of them */
	async function recover(error: AnesyaApiError, searches?: number): Promise<Extract[] | undefined> {
		const { sentAt = currentInstant() } = error;
		// Also true from the second attempt on: an extract may be that of the first.
		const followsUnresolved =
			trail.isOfOtherProcess === true || isUnresolved(keys, performance.now());
		const lost = { keys, sentAt, error, followsUnresolved, searches };
		const found = await trackLost(keys, async () => await recoverUpload(upload, lost, ports)).catch(
			(thrown: unknown) => {
				markLost();
				if (thrown instanceof AnesyaApiError) trail.lost = error.with(candidatesOf(thrown, error));
				throw thrown;
			},
		);
		// Even if it certainly has no extract yet, one may still appear, next to that of the next attempt.
		if (found === undefined || attempts !== 1) markLost();
		if (found === undefined && isSuccess(error)) throw lostResponseError(error, upload.files);
		return found;
	}

	/** If no extract of its name is there, Anesya has changed the name. */
	async function ownOrNamed(extracts: Extract[], sentAt: Instant): Promise<Extract[]> {
		const doubt = lostError(new Error('doubtful'), sentAt, undefined);
		const found = await recover(doubt, 1).catch(() => undefined);
		ports.signal?.throwIfAborted();
		if (found === undefined) noteRenaming(ports.api.account, false);
		return found ?? extracts;
	}

	const earlier = trail.lost && (await recover(trail.lost));
	if (earlier !== undefined) return claimed(earlier);
	for (attempts = 1; ; attempts += 1) {
		const { startedAt, extracts, isDoubtful, thrown } = await sendInTurn(upload, keys, ports);
		if (extracts !== undefined && isDoubtful === true)
			return claimed(await ownOrNamed(extracts, startedAt));
		if (extracts !== undefined) {
			noteCreation(upload, extracts, ports);
			return claimed(extracts);
		}
		const isLost = !(thrown instanceof AnesyaApiError) || thrown.accepted === 'maybe';
		if (isLost) trail.lost = lostError(thrown, startedAt, trail.lost);
		if (!(thrown instanceof AnesyaApiError)) {
			// Nobody waits for its response any more.
			markLost();
			throw thrown;
		}
		const { lost } = trail;
		const found = isLost && lost ? await recover(lost) : undefined;
		if (found !== undefined) return claimed(found);

		let error = isLost ? provenNotAccepted(thrown) : thrown;
		const delay = writeRetryDelay(error, attempts, Math.random());
		if (delay !== undefined) {
			const tooLate = await pause(delay, upload, ports);
			if (tooLate === undefined) continue;
			error = isLost ? notSentAgain(error, startedAt) : refusedUntilTooLate(error, tooLate, lost);
		}
		if (isLost || lost === undefined) throw error;
		// What was sent before may have got there late, so a refusal does not have the last word.
		return claimed(await lastLook(error, async () => await recover(lost, 1)));
	}
}

/** What the response to an upload tells about Anesya. */
function noteCreation({ files }: Upload, extracts: Extract[], { api }: UploadPorts): void {
	extracts.forEach((extract) => observeCreation(extract, api));
	const [file, ...otherFiles] = files;
	const [extract] = extracts;
	if (file && extract && otherFiles.length === 0) noteStored(file, extract, api);
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

/** @throws `refused`, or what leaves the case unclear, if there is no extract */
async function lastLook(
	refused: AnesyaApiError,
	look: () => Promise<Extract[] | undefined>,
): Promise<Extract[]> {
	const found = await look().catch((thrown: unknown) => {
		throw thrown instanceof AnesyaApiError ? stillUnclear(thrown, refused) : thrown;
	});
	if (found === undefined) throw provenNotAccepted(refused);
	return found;
}

/** A success that is not understood: what was sent was accepted, whatever the list shows. */
function isSuccess({ status }: AnesyaApiError): boolean {
	return status !== undefined && status >= 200 && status < 300;
}
