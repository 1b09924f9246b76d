import type { Extract } from '../../api/extract';
import { getExtract } from '../../api/getExtract';
import { createLimiter } from '../../concurrency/limiter';
import { AnesyaApiError } from '../../transport/apiError';
import type { ApiClient } from '../../transport/client';
import { readRetryDelay, retry } from '../../transport/retry';

/** Extracts that one poll reads one by one. The rest wait for the next polls. */
export const MAX_READS = 300;

const READS_AT_ONCE = 10;

/** Milliseconds. The next poll comes anyway. */
const LONGEST_DELAY = 5_000;

/** An extract as it is now; `gone` when Anesya no longer knows it. */
export type ReadResult = Extract | 'gone';

/**
 * The retry policy for each request of a poll.
 *
 * @returns milliseconds until the request is sent again, or undefined to give up
 */
export function pollRetryDelay(
	error: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	const delay = attempt < 3 ? readRetryDelay(error, attempt, random) : undefined;
	return delay !== undefined && delay <= LONGEST_DELAY ? delay : undefined;
}

/**
 * Reads extracts one by one, several at once.
 *
 * @returns results by ID, without those that failed with a retryable error or are not ready: they stay pending
 * @throws AnesyaApiError that is not retryable, such as for a rejected token
 */
export async function readExtracts(
	api: ApiClient,
	ids: string[],
): Promise<Map<string, ReadResult>> {
	const limit = createLimiter(READS_AT_ONCE);
	const results = new Map<string, ReadResult>();
	const read = async (id: string) => {
		try {
			const { extract } = await retry(
				async () => await getExtract(api, id),
				pollRetryDelay,
				undefined,
			);
			if (extract !== undefined) results.set(id, extract);
		} catch (error) {
			if (isGone(error)) results.set(id, 'gone');
			else throwUnlessRetryable(error);
		}
	};
	await Promise.all(ids.map(async (id) => await limit(async () => await read(id))));
	return results;
}

function isGone(error: unknown): boolean {
	return error instanceof AnesyaApiError && error.status === 404;
}

function throwUnlessRetryable(error: unknown): void {
	if (!(error instanceof AnesyaApiError) || !error.retryable) throw error;
}
