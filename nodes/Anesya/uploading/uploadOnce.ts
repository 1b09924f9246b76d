import type { Extract } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import type { Moment } from '../api/moment';
import { thisMoment } from '../api/moment';
import { oddAnswer } from '../api/oddAnswer';
import { uploadRetryDelay } from '../api/retry';
import { sleep } from '../concurrency/sleep';
import { claim, isClaimed } from './claims';
import { isInDoubt, leaveInDoubt, settleDoubt } from './doubts';
import { findLost } from './findLost';
import { inTurn } from './turns';
import type { Upload, Uploading } from './upload';
import { comparable } from './verdict';

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
	const keys = [
		...new Set(upload.files.map(({ name }) => `${upload.workflow ?? ''}/${comparable(name)}`)),
	];
	return await inTurn(keys, uploading.stop, async () => {
		const extracts = await sendUntilClear(upload, keys, uploading);
		extracts.forEach(({ id }) => claim(id, performance.now()));
		return extracts;
	});
}

async function sendUntilClear(
	upload: Upload,
	keys: string[],
	uploading: Uploading,
): Promise<Extract[]> {
	const { atOnce, stop } = uploading;
	const leaveDoubt = () => leaveInDoubt(keys, performance.now());
	const isDoubtful = isInDoubt(keys, performance.now());
	for (let attempt = 1; ; attempt += 1) {
		const { begunAt, result } = await atOnce(async () => await send(upload, leaveDoubt, stop));
		if (!(result instanceof AnesyaFailure)) return result;

		const { taken, sentAt = begunAt } = result.facts;
		const isLost = taken === 'maybe';
		// Also where it surely is not there: it may still turn up, next to what is sent again.
		const found = isLost
			? await findLost(upload, { sentAt, failure: result, isDoubtful }, uploading).finally(
					leaveDoubt,
				)
			: undefined;
		if (found !== undefined) {
			if (attempt === 1) settleDoubt(keys);
			return found;
		}
		const failure = isLost ? surelyNotTaken(result) : result;
		const delay = uploadRetryDelay(failure, attempt, Math.random());
		if (delay === undefined) throw failure;
		await sleep(delay, stop);
	}
}

/** @param leaveDoubt is called when a stop ends the request, whose answer nobody waits for then */
async function send(
	upload: Upload,
	leaveDoubt: () => void,
	stop: AbortSignal | undefined,
): Promise<{ begunAt: Moment; result: Extract[] | AnesyaFailure }> {
	stop?.throwIfAborted();
	const begunAt = thisMoment();
	try {
		const extracts = await upload.send();
		return {
			begunAt,
			result: isForeign(extracts, upload)
				? oddAnswer({ status: 201 }, 'the extract of this document')
				: extracts,
		};
	} catch (thrown) {
		if (!(thrown instanceof AnesyaFailure)) leaveDoubt();
		return { begunAt, result: asFailure(thrown) };
	}
}

/** Whether an answer names the extract of another upload. Another name alone says little: Anesya may change names. */
function isForeign(extracts: Extract[], { files }: Upload): boolean {
	const names = files.map(({ name }) => comparable(name));
	return extracts.some(
		({ id, document_name }) => isClaimed(id) && !names.includes(comparable(document_name)),
	);
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
