import type { ApiClient } from '../../transport/client';
import { AnesyaApiError } from '../../transport/apiError';
import { getExtract } from '../../api/getExtract';
import { readRetryDelay, retry } from '../../transport/retry';
import { createLimiter } from '../../concurrency/limiter';
import type { Found } from './pending';

const READS_AT_ONCE = 10;

/** Milliseconds. The next look comes anyway. */
const LONGEST_DELAY = 5_000;

/** Whether a request of a look is made again. */
export function pollRetryDelay(
	failure: AnesyaApiError,
	attempt: number,
	random: number,
): number | undefined {
	const delay = attempt < 3 ? readRetryDelay(failure, attempt, random) : undefined;
	return delay !== undefined && delay <= LONGEST_DELAY ? delay : undefined;
}

/**
 * Reads extracts one by one, several at once. What goes wrong in passing is left out: it stays pending.
 *
 * @throws AnesyaApiError for what will not pass, such as a token that is refused
 */
export async function readSingly(api: ApiClient, ids: string[]): Promise<Map<string, Found>> {
	const limit = createLimiter(READS_AT_ONCE);
	const found = new Map<string, Found>();
	const read = async (id: string) => {
		try {
			const { extract } = await retry(
				async () => await getExtract(api, id),
				pollRetryDelay,
				undefined,
			);
			if (extract !== undefined) found.set(id, extract);
		} catch (thrown) {
			if (isGone(thrown)) found.set(id, 'gone');
			else leaveOut(thrown);
		}
	};
	await Promise.all(ids.map(async (id) => await limit(async () => await read(id))));
	return found;
}

function isGone(thrown: unknown): boolean {
	return thrown instanceof AnesyaApiError && thrown.status === 404;
}

function leaveOut(thrown: unknown): void {
	if (!(thrown instanceof AnesyaApiError) || !thrown.retryable) throw thrown;
}
