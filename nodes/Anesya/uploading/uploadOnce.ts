/*
 * How a document is uploaded, and charged once. Anesya has no idempotency key.
 *
 * How an upload proceeds:
 * 1. `sendInTurn` sends the request, as `upload` describes it. `ownership` tells whether the response names
 *    its own extracts.
 * 2. If Anesya certainly did not accept it, it is sent again after a delay (`writeRetryDelay`).
 *
 * How an upload is recovered that Anesya may have accepted although its response was lost:
 * 3. `recoverUpload` reads what its response names, if that came but is not understood (`namedExtracts`).
 *    Else it has `searchUpload` search the list of extracts for it, several times (`searchSchedule`): by the
 *    ID in its metadata if it has one, else by its names (`documentName`) and its age, if `serverClock`
 *    knows that. The last time, and whenever several are lost, all that is new is read instead, at once for
 *    all of them (`newRows`).
 * 4. `reconcile` decides what the rows show; where names do not tell whose an extract is, its content
 *    does (`sameContent`, `likeness`). Its extracts are the result of the upload. If it has none, it is sent
 *    again. If the case stays unclear, or the time is up, `lostUploadErrors` tells the user so.
 * 5. `memory` keeps what uploads of one name know of each other; `ownCreations`, what every list must show.
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
	mayBeAcceptedInPart,
	notSentAgain,
	provenNotAccepted,
	refusedUntilTooLate,
	stillUnclear,
	unclearUploadError,
} from './lostUploadErrors';
import { claimFound, isUnresolved, markUnresolved, trackLost } from './memory';
import { noteCreated } from './ownCreations';
import { noteRenaming } from './ownership';
import { recoverUpload } from './recoverUpload';
import { observeCreation } from './serverClock';
import type { LostResponse } from './sighting';
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
	const markLost = () => markUnresolved(keys, performance.now());
	/** 0 while an attempt of an earlier try is searched for. */
	let attempts = 0;

	/** Searches for all attempts that were lost so far. @returns undefined if there is no extract of them */
	async function recover(
		error: AnesyaApiError,
		more: Pick<LostResponse, 'searches' | 'named'> = {},
	): Promise<Extract[] | undefined> {
		const { sentAt = currentInstant() } = error;
		// Also true from the second attempt on: an extract may be that of the first.
		const followsUnresolved =
			trail.isOfOtherProcess === true || isUnresolved(keys, performance.now());
		const lost = { keys, sentAt, lostAt: trail.lostAt, error, followsUnresolved, ...more };
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
		const found = await recover(doubt, { searches: 1 }).catch(() => undefined);
		ports.signal?.throwIfAborted();
		if (found !== undefined) return found;
		noteRenaming(ports.api.account, false);
		const ids = extracts.map(({ id }) => id);
		if (!claimFound(ports.api, ids)) throw unclearUploadError(upload.files, extracts, sentAt);
		return extracts;
	}

	const earlier = trail.lost && (await recover(trail.lost));
	if (earlier !== undefined) return earlier;
	for (attempts = 1; ; attempts += 1) {
		const { startedAt, extracts, isDoubtful, thrown } = await sendInTurn(upload, keys, ports);
		trail.lostAt = currentInstant();
		if (extracts !== undefined && isDoubtful === true) return await ownOrNamed(extracts, startedAt);
		if (extracts !== undefined) {
			noteCreation(upload, extracts, ports);
			return extracts;
		}
		const isLost = !(thrown instanceof AnesyaApiError) || thrown.accepted === 'maybe';
		if (isLost) trail.lost = lostError(thrown, startedAt, trail.lost);
		if (!(thrown instanceof AnesyaApiError)) {
			// Nobody waits for its response any more.
			markLost();
			throw thrown;
		}
		const lostBefore = isLost ? undefined : trail.lost;
		const named = isSuccess(thrown) ? thrown.candidates : undefined;
		const found = isLost && trail.lost ? await recover(trail.lost, { named }) : undefined;
		if (found !== undefined) return found;

		let error = isLost ? provenNotAccepted(thrown, trail.lostAt) : thrown;
		const delay = writeRetryDelay(error, attempts, Math.random());
		if (delay !== undefined) {
			const tooLate = await pause(delay, upload, ports);
			if (tooLate === undefined) continue;
			error = isLost
				? notSentAgain(error, startedAt)
				: refusedUntilTooLate(error, tooLate, lostBefore);
		}
		if (isLost) throw error;
		if (lostBefore === undefined && !mayBeAcceptedInPart(thrown, upload.files)) throw error;
		// What was sent before may have got there late, so a refusal does not have the last word.
		trail.lost = lostBefore ?? lostError(thrown.with({ accepted: 'maybe' }), startedAt, undefined);
		const late = await recover(trail.lost, { searches: 1 }).catch((unclear: unknown) => {
			throw unclear instanceof AnesyaApiError ? stillUnclear(unclear, error) : unclear;
		});
		if (late !== undefined) return late;
		throw lostBefore === undefined ? error : provenNotAccepted(error);
	}
}

/** What the response to an upload tells about Anesya. */
function noteCreation(
	{ files, workflow }: Upload,
	extracts: Extract[],
	{ api }: UploadPorts,
): void {
	for (const extract of extracts) {
		observeCreation(extract, api);
		noteCreated(api, workflow, extract.id);
	}
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

/** A success that is not understood: what was sent was accepted, whatever the list shows. */
function isSuccess({ status }: AnesyaApiError): boolean {
	return status !== undefined && status >= 200 && status < 300;
}
