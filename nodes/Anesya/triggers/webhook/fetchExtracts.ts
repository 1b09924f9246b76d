import type { Extract } from '../../api/extract';
import { hasEnded, lacksData } from '../../api/extract';
import { getExtract } from '../../api/getExtract';
import { TimeUpError } from '../../concurrency/withDeadline';
import { AnesyaApiError, isThrottled } from '../../transport/apiError';
import type { ApiClient } from '../../transport/client';
import { retry } from '../../transport/retry';
import type { Delivery } from './delivery';
import { agrees } from './delivery';
import type { Entry } from './entries';
import { NotEndedError, OTHERS_UNKNOWN, whyNotAsked } from './notFetched';
import type { Quota } from './quota';
import type { Reply } from './reply';

/** Requests at once for a call, and how many IDs that Anesya does not know end them. */
const MOST_UNKNOWN = 2;

// Few and short: the call waits for its response meanwhile, and how long Anesya waits is unknown.
const ATTEMPTS = 3;
/** Milliseconds; each attempt waits longer. */
const RETRY_DELAY = 500;
/** Milliseconds. */
const LONGEST_RETRY_DELAY = 2_000;

/**
 * Entries of a call up to which an unknown extract is asked for again: Anesya's own calls have few, and
 * a stranger's invented ones are to cost little.
 */
const FEW_ENTRIES = 5;

/** An entry, and what came of fetching it. */
export interface FetchedEntry {
	entry: Entry;
	/** As Anesya itself gave it; undefined if it knows none of this id, or if the entry has no id. */
	extract?: Extract;
	/** Why it could not be fetched at the moment. */
	failure?: AnesyaApiError;
	/** That it has not ended yet: the call was early, and nothing is wrong. */
	notEnded?: Reply;
	/** Why Anesya was not asked. */
	notAsked?: Reply;
	/** Whether Anesya was not asked because it did not know the ID a moment ago. */
	wasUnknown?: boolean;
}

type Fetched = Omit<FetchedEntry, 'entry'>;

/**
 * Fetches the extracts that a delivery names, each id once. Anesya itself names what it knows: after
 * some ids that it does not know, the others of the call are not asked for.
 *
 * @param timeUp aborted when the time of the call is up: what is not fetched by then has failed
 * @throws AnesyaApiError that all of them would meet, such as for a rejected token
 */
export async function fetchExtracts(
	api: ApiClient,
	delivery: Delivery,
	quota: Quota,
	timeUp: AbortSignal,
): Promise<FetchedEntry[]> {
	const fetched = new Map<string | undefined, Fetched>();
	const ids = new Set(delivery.entries.flatMap(({ id }) => id ?? []));
	const left = [...ids].filter((id) => !quota.isUnknown(id));
	for (const id of ids)
		fetched.set(id, left.includes(id) ? { notAsked: OTHERS_UNKNOWN } : { wasUnknown: true });

	const fetchUntilUnknown = async () => {
		for (let id = left.shift(); id !== undefined; id = left.shift()) {
			const result = await fetchExtract(api, id, delivery, quota, timeUp);
			fetched.set(id, result);
			if (result.notAsked !== undefined) return;
			if (result.extract ?? result.failure ?? result.notEnded) continue;
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
		description: '',
	},
	{ retryable: true, accepted: 'no' },
);

/**
 * Fetches one extract. A transient error is retried, and so is an extract that has not ended or lacks
 * its data: the news may be early, and a later delivery must find it new.
 */
async function fetchExtract(
	api: ApiClient,
	id: string,
	{ event, entries }: Delivery,
	quota: Quota,
	timeUp: AbortSignal,
): Promise<Fetched> {
	let unproven = 0;
	let attempts = 0;
	const attempt = async () => {
		attempts += 1;
		const { extract, retryAfter } = await getExtract(api, id, timeUp);
		const isAtWork = extract === undefined || !hasEnded(extract);
		// Within its turn: the next request must find what this one gives back.
		if (isAtWork || agrees(event, extract)) {
			quota.giveBack(unproven);
			unproven = 0;
		}
		const isIncomplete = attempts < ATTEMPTS && extract !== undefined && lacksData(extract);
		if (isAtWork || isIncomplete) throw new NotEndedError(extract?.status, retryAfter);
		return extract;
	};
	const send = async () => {
		unproven += 1;
		return await quota.send(attempt, entries.length, timeUp);
	};
	try {
		const delay = entries.length <= FEW_ENTRIES ? delayOfUnknown : retryDelay;
		return { extract: await retry(send, delay, timeUp) };
	} catch (thrown) {
		return unknownOrFailed(thrown, quota);
	}
}

function retryDelay(
	{ retryable, retryAfter }: AnesyaApiError,
	attempt: number,
): number | undefined {
	const delay = retryAfter ?? RETRY_DELAY * attempt;
	return retryable && attempt < ATTEMPTS && delay <= LONGEST_RETRY_DELAY ? delay : undefined;
}

/** An extract that Anesya does not know may be new: reads may lag behind its deliveries. */
function delayOfUnknown(error: AnesyaApiError, attempt: number): number | undefined {
	if (error.status !== 404) return retryDelay(error, attempt);
	return attempt === 1 ? LONGEST_RETRY_DELAY : undefined;
}

/** @throws an error that is not transient */
function unknownOrFailed(thrown: unknown, quota: Quota): Fetched {
	const notAsked = whyNotAsked(thrown);
	if (notAsked !== undefined) return { notAsked };
	if (thrown instanceof NotEndedError) return { notEnded: thrown.reply };
	if (thrown instanceof TimeUpError) return { failure: TOO_SLOW };
	if (!(thrown instanceof AnesyaApiError)) throw thrown;
	if (isThrottled(thrown)) quota.pause(thrown.retryAfter ?? LONGEST_RETRY_DELAY);
	if (thrown.status === 404) return {};
	if (!thrown.retryable) throw thrown;
	return { failure: thrown };
}
