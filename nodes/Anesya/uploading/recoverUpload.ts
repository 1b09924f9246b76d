import type { Extract } from '../api/extract';
import type { ListRow } from '../api/page';
import { runExclusive } from '../concurrency/keyedMutex';
import { sleep } from '../concurrency/sleep';
import { isRecord } from '../guards/json';
import { AnesyaApiError, isThrottled } from '../transport/apiError';
import { afterSearch } from './lostUploadErrors';
import { claimExtract, settleInFlight } from './memory';
import { SEARCH_DELAYS } from './searchDelays';
import type { LostResponse } from './searchUpload';
import { searchUpload } from './searchUpload';
import type { Upload, UploadPorts } from './upload';

/**
 * Searches for the extracts of an upload whose response was lost. Uploads of one name are recovered one
 * after the other, and only once those in flight have claimed their extracts.
 *
 * @returns its extracts, or undefined when it certainly created none
 * @throws AnesyaApiError when the list cannot be read, or does not show what happened
 */
export async function recoverUpload(
	upload: Upload,
	lost: LostResponse,
	ports: UploadPorts,
): Promise<Extract[] | undefined> {
	const { keys, error } = lost;
	const { searches = searchesAfter(error) } = lost;
	const delays = SEARCH_DELAYS.slice(0, searches);

	const search = async (isLast: boolean) =>
		await runExclusive(keys, ports.signal, async () => {
			await settleInFlight(keys);
			const rows = await searchUpload(upload, lost, isLast, ports);
			rows?.forEach(({ id }) => claimExtract(ports.api, id));
			return rows;
		});

	for (let [index, failures] = [0, 0]; index < delays.length; index += 1) {
		await sleep(delays[index] ?? 0, ports.signal);
		const isLast = index === delays.length - 1;
		try {
			const found = await search(isLast);
			if (found !== undefined) return found.map(toNewExtract);
		} catch (thrown) {
			failures += weightOf(thrown);
			if (failures > TOLERATED_FAILURES || !isPassing(thrown)) {
				const sent = error.with({ sentAt: lost.sentAt });
				throw afterSearch(thrown, sent, upload.files);
			}
			if (isLast) index -= 1;
		}
	}
	return undefined;
}

/** Searches that may fail: a gateway refuses one and lets the next pass. */
const TOLERATED_FAILURES = 3;

/** A request that may succeed later was repeated for a while already, perhaps for minutes. */
function weightOf(thrown: unknown): number {
	return thrown instanceof AnesyaApiError && thrown.retryable ? 2 : 1;
}

/**
 * Whether the list could not be read, and the next search may succeed all the same. Not if the search was
 * not even sent, since Anesya is gone, or if the token is refused.
 */
function isPassing(thrown: unknown): boolean {
	if (!(thrown instanceof AnesyaApiError) || thrown.candidates !== undefined) return false;
	return thrown.sentAt !== undefined && thrown.status !== 401;
}

/**
 * A 503 with `Retry-After` says that Anesya takes nothing at the moment. One without may be a router's,
 * for a server that rarely got the request.
 */
function searchesAfter(error: AnesyaApiError): number {
	if (!isThrottled(error)) return SEARCH_DELAYS.length;
	return error.retryAfter === undefined ? 2 : 1;
}

/** Whether a row has a status is unknown; an extract that was just accepted is at its beginning. */
function toNewExtract({ schema, ...row }: ListRow): Extract {
	const status = typeof row.status === 'string' ? row.status : 'CREATED';
	return { ...row, status, schema: isRecord(schema) ? schema.id : schema };
}
