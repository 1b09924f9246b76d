import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { getExtract } from '../../api/getExtract';
import { createLimiter } from '../../concurrency/limiter';
import { AnesyaApiError } from '../../transport/apiError';
import type { ApiClient } from '../../transport/client';
import { retry } from '../../transport/retry';
import type { Delivery } from './delivery';
import { isAboutExtract } from './delivery';
import type { Entry } from './entries';

const FETCHES_AT_ONCE = 10;

// Few and short: the call waits for its response meanwhile, and how long Anesya waits is unknown.
const ATTEMPTS = 3;
/** Milliseconds; each attempt waits longer. */
const RETRY_DELAY = 500;
/** Milliseconds. */
const LONGEST_RETRY_DELAY = 2_000;

/** An entry, and the extract that Anesya itself gave for its id; undefined if it knows none. */
export interface FetchedEntry {
	entry: Entry;
	extract: Extract | undefined;
}

/**
 * Fetches the extracts that a delivery names, several at once, each id once.
 *
 * @throws AnesyaApiError
 */
export async function fetchExtracts(
	api: ApiClient,
	{ event, entries }: Delivery,
): Promise<FetchedEntry[]> {
	const limit = createLimiter(FETCHES_AT_ONCE);
	const extracts = new Map<string | undefined, Extract | undefined>();
	const ids = new Set(entries.flatMap(({ id }) => id ?? []));
	const fetchOne = async (id: string) =>
		extracts.set(id, await fetchExtract(api, id, isAboutExtract(event)));
	await Promise.all([...ids].map(async (id) => await limit(async () => await fetchOne(id))));
	return entries.map((entry) => ({ entry, extract: extracts.get(entry.id) }));
}

/**
 * Fetches one extract. A transient error is retried, and so is an extract that has not ended although
 * the delivery says so: the news may be early.
 *
 * @param mustHaveEnded whether the delivery says that it has
 * @returns undefined for an id that Anesya does not know
 * @throws AnesyaApiError
 */
async function fetchExtract(
	api: ApiClient,
	id: string,
	mustHaveEnded: boolean,
): Promise<Extract | undefined> {
	try {
		return await retry(async () => await read(api, id, mustHaveEnded), retryDelay, undefined);
	} catch (error) {
		return undefinedIfUnknown(error);
	}
}

async function read(api: ApiClient, id: string, mustHaveEnded: boolean): Promise<Extract> {
	const { extract, retryAfter } = await getExtract(api, id);
	if (extract !== undefined && (hasEnded(extract) || !mustHaveEnded)) return extract;
	throw new AnesyaApiError(
		{
			message: 'Anesya reported an extract that has not ended yet',
			description: `The extract ${id} has the status ${extract?.status ?? 'unknown'}. Replay the delivery in Anesya (Settings > Webhooks) once it is finished.`,
		},
		{ retryable: true, accepted: 'no', retryAfter },
	);
}

function retryDelay(
	{ retryable, retryAfter }: AnesyaApiError,
	attempt: number,
): number | undefined {
	const delay = retryAfter ?? RETRY_DELAY * attempt;
	return retryable && attempt < ATTEMPTS && delay <= LONGEST_RETRY_DELAY ? delay : undefined;
}

function undefinedIfUnknown(error: unknown): undefined {
	if (error instanceof AnesyaApiError && error.status === 404) return undefined;
	throw error;
}
