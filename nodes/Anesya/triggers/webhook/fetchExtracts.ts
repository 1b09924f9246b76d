import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { getExtract } from '../../api/getExtract';
import { createLimiter } from '../../concurrency/limiter';
import { AnesyaApiError } from '../../transport/apiError';
import type { ApiClient } from '../../transport/client';
import { retry } from '../../transport/retry';
import type { Delivery } from './delivery';
import type { Entry } from './entries';

const FETCHES_AT_ONCE = 10;

// Few and short: the call waits for its response meanwhile, and how long Anesya waits is unknown.
const ATTEMPTS = 3;
/** Milliseconds; each attempt waits longer. */
const RETRY_DELAY = 500;
/** Milliseconds. */
const LONGEST_RETRY_DELAY = 2_000;
/** Milliseconds for the whole call: until then, the same delivery is refused as busy. */
const LONGEST_CALL = 60_000;

/** An entry, and what came of fetching it. */
export interface FetchedEntry {
	entry: Entry;
	/** As Anesya itself gave it; undefined if it knows none of this id, or if the entry has no id. */
	extract?: Extract;
	/** Why it could not be fetched at the moment, or has not ended yet. */
	failure?: AnesyaApiError;
}

/**
 * Fetches the extracts that a delivery names, several at once, each id once.
 *
 * @throws AnesyaApiError that all of them would meet, such as for a rejected token
 */
export async function fetchExtracts(
	api: ApiClient,
	{ entries }: Delivery,
): Promise<FetchedEntry[]> {
	const limit = createLimiter(FETCHES_AT_ONCE);
	const endsAt = performance.now() + LONGEST_CALL;
	const fetched = new Map<string | undefined, Omit<FetchedEntry, 'entry'>>();
	const ids = new Set(entries.flatMap(({ id }) => id ?? []));
	const fetchOne = async (id: string) => {
		if (performance.now() < endsAt) fetched.set(id, await fetchExtract(api, id));
		else fetched.set(id, { failure: TOO_SLOW });
	};
	await Promise.all([...ids].map(async (id) => await limit(async () => await fetchOne(id))));
	return entries.map((entry) => ({ entry, ...fetched.get(entry.id) }));
}

const TOO_SLOW = new AnesyaApiError(
	{
		message: 'Anesya did not respond in time',
		description: 'Replay the delivery in Anesya (Settings > Webhooks).',
	},
	{ retryable: true, accepted: 'no' },
);

/**
 * Fetches one extract. A transient error is retried, and so is an extract that has not ended: the news
 * may be early, and a later delivery must find it new.
 */
async function fetchExtract(api: ApiClient, id: string): Promise<Omit<FetchedEntry, 'entry'>> {
	try {
		return { extract: await retry(async () => await read(api, id), retryDelay, undefined) };
	} catch (thrown) {
		return unknownOrFailed(thrown);
	}
}

async function read(api: ApiClient, id: string): Promise<Extract> {
	const { extract, retryAfter } = await getExtract(api, id);
	if (extract !== undefined && hasEnded(extract)) return extract;
	throw new AnesyaApiError(
		{
			message: 'Anesya reported an extract that has not ended yet',
			description: `The extract ${id} has the status ${String(extract?.status ?? 'unknown').slice(0, 50)}. Replay the delivery in Anesya (Settings > Webhooks) once it is finished.`,
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

/** @throws an error that is not transient */
function unknownOrFailed(thrown: unknown): Omit<FetchedEntry, 'entry'> {
	if (!(thrown instanceof AnesyaApiError)) throw thrown;
	if (thrown.status === 404) return {};
	if (!thrown.retryable) throw thrown;
	return { failure: thrown };
}
