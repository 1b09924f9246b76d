import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { getExtract } from '../../api/getExtract';
import { AnesyaApiError, isThrottled } from '../../transport/apiError';
import type { ApiClient } from '../../transport/client';
import { retry } from '../../transport/retry';
import type { Delivery } from './delivery';
import { agrees } from './delivery';
import type { Entry } from './entries';
import type { Quota } from './quota';
import { TooManyCallsError } from './quota';
import type { Reply } from './reply';

/** Requests at once for a call, and how many IDs that Anesya does not know end them. */
const MOST_UNKNOWN = 2;

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
	/** Why Anesya was not asked. */
	notAsked?: Reply;
}

type Fetched = Omit<FetchedEntry, 'entry'>;

/**
 * Fetches the extracts that a delivery names, each id once. Anesya itself names what it knows: after
 * some ids that it does not know, the others of the call are not asked for.
 *
 * @throws AnesyaApiError that all of them would meet, such as for a rejected token
 */
export async function fetchExtracts(
	api: ApiClient,
	delivery: Delivery,
	quota: Quota,
): Promise<FetchedEntry[]> {
	const endsAt = performance.now() + LONGEST_CALL;
	const fetched = new Map<string | undefined, Fetched>();
	const ids = new Set(delivery.entries.flatMap(({ id }) => id ?? []));
	const left = [...ids].filter((id) => !quota.isUnknown(id));
	for (const id of ids) fetched.set(id, left.includes(id) ? { notAsked: OTHERS_UNKNOWN } : {});

	const fetchUntilUnknown = async () => {
		for (let id = left.shift(); id !== undefined; id = left.shift()) {
			const result =
				performance.now() < endsAt
					? await fetchExtract(api, id, delivery, quota)
					: { failure: TOO_SLOW };
			fetched.set(id, result);
			if (result.notAsked !== undefined) return;
			if (result.extract ?? result.failure) continue;
			quota.noteUnknown(id);
			return;
		}
	};
	await Promise.all(Array.from({ length: MOST_UNKNOWN }, fetchUntilUnknown));
	return delivery.entries.map((entry) => ({ entry, ...fetched.get(entry.id) }));
}

const TOO_SLOW = new AnesyaApiError(
	{
		message: 'Anesya did not respond in time',
		description: 'Replay the delivery in Anesya (Settings > Webhooks).',
	},
	{ retryable: true, accepted: 'no' },
);

const OTHERS_UNKNOWN: Reply = {
	status: 503,
	message: 'Anesya was not asked, because it does not know other extracts of this call',
};

const TOO_MANY_CALLS: Reply = {
	status: 429,
	message:
		'Anesya was not asked, because too many recent calls were about extracts that it does not know',
};

/**
 * Fetches one extract. A transient error is retried, and so is an extract that has not ended: the news
 * may be early, and a later delivery must find it new.
 */
async function fetchExtract(
	api: ApiClient,
	id: string,
	{ event, entries }: Delivery,
	quota: Quota,
): Promise<Fetched> {
	let attempts = 0;
	const attempt = async () => {
		attempts += 1;
		return await quota.send(async () => await read(api, id), entries.length);
	};
	try {
		const extract = await retry(attempt, retryDelay, undefined);
		if (agrees(event, extract)) quota.giveBack(attempts);
		return { extract };
	} catch (thrown) {
		if (thrown instanceof NotEndedError) quota.giveBack(attempts);
		return unknownOrFailed(thrown, quota);
	}
}

/** Anesya knows the extract, and is at work on it. */
class NotEndedError extends AnesyaApiError {}

async function read(api: ApiClient, id: string): Promise<Extract> {
	const { extract, retryAfter } = await getExtract(api, id);
	if (extract !== undefined && hasEnded(extract)) return extract;
	throw new NotEndedError(
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
function unknownOrFailed(thrown: unknown, quota: Quota): Fetched {
	if (thrown instanceof TooManyCallsError) return { notAsked: TOO_MANY_CALLS };
	if (!(thrown instanceof AnesyaApiError)) throw thrown;
	if (isThrottled(thrown)) quota.pause(thrown.retryAfter ?? LONGEST_RETRY_DELAY);
	if (thrown.status === 404) return {};
	if (!thrown.retryable) throw thrown;
	return { failure: thrown };
}
