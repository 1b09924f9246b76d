import type { AnesyaApi } from '../api/anesyaApi';
import type { Extract } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import { oddAnswer } from '../api/oddAnswer';
import { uploadRetryDelay } from '../api/retry';
import type { Limiter } from '../concurrency/limiter';
import { sleep } from '../concurrency/sleep';
import { claim, isClaimed } from './claims';
import { isInDoubt, leaveInDoubt } from './doubts';
import { findLost } from './findLost';
import { inTurn } from './turns';
import type { Upload } from './upload';
import { comparable } from './verdict';

/** What the uploads of a run share. */
export interface Uploading {
	api: AnesyaApi;
	/** Bounds the requests under way. */
	atOnce: Limiter;
	stop: AbortSignal | undefined;
}

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
 * @throws AnesyaFailure whose text says what to do, so as not to pay twice
 */
export async function uploadOnce(upload: Upload, uploading: Uploading): Promise<Extract[]> {
	const keys = [...new Set(upload.files.map(({ name }) => `${upload.workflow ?? ''}/${comparable(name)}`))];
	return await inTurn(keys, async () => {
		const isDoubtful = isInDoubt(keys, performance.now());
		const extracts = await sendUntilClear(upload, isDoubtful, uploading).catch((thrown: unknown) => {
			if (!(thrown instanceof AnesyaFailure) || thrown.facts.taken === 'maybe') leaveInDoubt(keys, performance.now());
			throw thrown;
		});
		extracts.forEach(({ id }) => claim(id, performance.now()));
		return extracts;
	});
}

async function sendUntilClear(upload: Upload, isDoubtful: boolean, { api, atOnce, stop }: Uploading): Promise<Extract[]> {
	for (let attempt = 1; ; attempt += 1) {
		const { sentAt, result } = await atOnce(async () => await send(upload));
		if (!(result instanceof AnesyaFailure)) return result;

		const isLost = result.facts.taken === 'maybe';
		const found = isLost ? await findLost(api, upload, { sentAt, failure: result, isDoubtful }, stop) : undefined;
		if (found !== undefined) return found;
		const failure = isLost ? surelyNotTaken(result) : result;
		const delay = uploadRetryDelay(failure, attempt, Math.random());
		if (delay === undefined) throw failure;
		await sleep(delay, stop);
	}
}

async function send(upload: Upload): Promise<{ sentAt: number; result: Extract[] | AnesyaFailure }> {
	const sentAt = performance.now();
	try {
		const extracts = await upload.send();
		return { sentAt, result: isForeign(extracts, upload) ? oddAnswer({ status: 201 }, 'the extract of this document') : extracts };
	} catch (thrown) {
		return { sentAt, result: asFailure(thrown) };
	}
}

/** Whether an answer names the extract of another upload. Another name alone says little: Anesya may change names. */
function isForeign(extracts: Extract[], { files }: Upload): boolean {
	const names = files.map(({ name }) => comparable(name));
	return extracts.some(({ id, document_name }) => isClaimed(id) && !names.includes(comparable(document_name)));
}

/** Everything else, such as a stop, ends the upload. */
function asFailure(thrown: unknown): AnesyaFailure {
	if (thrown instanceof AnesyaFailure) return thrown;
	throw thrown;
}

/** A success that nobody understands would only come again. */
function surelyNotTaken({ message, description, facts }: AnesyaFailure): AnesyaFailure {
	const isSuccess = facts.status !== undefined && facts.status < 300;
	return new AnesyaFailure(
		{ message, description: `Anesya does not have it: it can be sent again. ${description}` },
		{ ...facts, taken: 'no', passing: facts.passing && !isSuccess },
	);
}
