import type { AnesyaApi } from '../api/anesyaApi';
import type { Extract } from '../api/extract';
import { AnesyaFailure } from '../api/failure';
import { uploadRetryDelay } from '../api/retry';
import type { Limiter } from '../concurrency/limiter';
import { sleep } from '../concurrency/sleep';
import { claim } from './claims';
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
 * @returns the extracts, in the order of Anesya's answer
 * @throws AnesyaFailure whose text says what to do, so as not to pay twice
 */
export async function uploadOnce(upload: Upload, { api, atOnce, stop }: Uploading): Promise<Extract[]> {
	const keys = new Set(upload.files.map(({ name }) => `${upload.workflow ?? ''}/${comparable(name)}`));
	return await inTurn([...keys], async () => {
		for (let attempt = 1; ; attempt += 1) {
			const { sentAt, result } = await atOnce(async () => await send(upload));
			if (!(result instanceof AnesyaFailure)) return claimed(result);

			const isLost = result.facts.taken === 'maybe';
			const found = isLost ? await findLost(api, upload, { sentAt, failure: result }, stop) : undefined;
			if (found !== undefined) return claimed(found);
			const delay = uploadRetryDelay(isLost ? surelyNotTaken(result) : result, attempt, Math.random());
			if (delay === undefined) throw result;
			await sleep(delay, stop);
		}
	});
}

async function send(upload: Upload): Promise<{ sentAt: number; result: Extract[] | AnesyaFailure }> {
	const sentAt = performance.now();
	try {
		return { sentAt, result: await upload.send() };
	} catch (thrown) {
		return { sentAt, result: asFailure(thrown) };
	}
}

/** Everything else, such as a stop, ends the upload. */
function asFailure(thrown: unknown): AnesyaFailure {
	if (thrown instanceof AnesyaFailure) return thrown;
	throw thrown;
}

/** A success that nobody understands would only come again. */
function surelyNotTaken({ message, description, facts }: AnesyaFailure): AnesyaFailure {
	const isSuccess = facts.status !== undefined && facts.status < 300;
	return new AnesyaFailure({ message, description }, { ...facts, taken: 'no', passing: facts.passing && !isSuccess });
}

function claimed(extracts: Extract[]): Extract[] {
	extracts.forEach(({ id }) => claim(id, performance.now()));
	return extracts;
}
