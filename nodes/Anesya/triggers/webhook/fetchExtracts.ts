import type { ApiClient } from '../../transport/client';
import type { Extract } from '../../api/extract';
import { createLimiter } from '../../concurrency/limiter';
import type { Delivery, Part } from './delivery';
import { isAboutExtract } from './delivery';
import { hasEnded } from '../../api/extract';
import { AnesyaApiError } from '../../transport/apiError';
import { getExtract } from '../../api/getExtract';
import { retry } from '../../transport/retry';

const FETCHES_AT_ONCE = 10;

/** A part, and the extract that Anesya itself gave for its id; undefined if it knows none. */
export interface Fetched {
	part: Part;
	extract: Extract | undefined;
}

/**
 * Fetches what the parts of a delivery name, several at once, each id once.
 *
 * @throws AnesyaApiError
 */
export async function fetchParts(api: ApiClient, { event, parts }: Delivery): Promise<Fetched[]> {
	const limit = createLimiter(FETCHES_AT_ONCE);
	const extracts = new Map<string | undefined, Extract | undefined>();
	const ids = new Set(parts.flatMap(({ id }) => id ?? []));
	const read = async (id: string) =>
		extracts.set(id, await readReported(api, id, isAboutExtract(event)));
	await Promise.all([...ids].map(async (id) => await limit(async () => await read(id))));
	return parts.map((part) => ({ part, extract: extracts.get(part.id) }));
}

/** A delivery waits for its answer meanwhile, and how long Anesya waits is unknown. */
const ATTEMPTS = 3;
const DELAY = 500;
const LONGEST_RETRY_AFTER = 2_000;

/**
 * Fetches an extract that a delivery names. What went wrong in passing is tried again at once, and
 * so is an extract that has not ended although the delivery says so: the news may be early.
 *
 * @param mustHaveEnded whether the delivery says that it has
 * @returns undefined for an id that Anesya does not know
 * @throws AnesyaApiError
 */
export async function readReported(
	api: ApiClient,
	id: string,
	mustHaveEnded: boolean,
): Promise<Extract | undefined> {
	try {
		return await retry(async () => await read(api, id, mustHaveEnded), retryDelay, undefined);
	} catch (thrown) {
		return unknownId(thrown);
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
	const delay = retryAfter ?? DELAY * attempt;
	return retryable && attempt < ATTEMPTS && delay <= LONGEST_RETRY_AFTER ? delay : undefined;
}

function unknownId(thrown: unknown): undefined {
	if (thrown instanceof AnesyaApiError && thrown.status === 404) return undefined;
	throw thrown;
}
