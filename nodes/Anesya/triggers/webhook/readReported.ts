import type { AnesyaApi } from '../../api/anesyaApi';
import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { AnesyaFailure } from '../../api/failure';
import { readExtract } from '../../api/readExtract';
import { retrying } from '../../api/retrying';

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
 * @throws AnesyaFailure
 */
export async function readReported(
	api: AnesyaApi,
	id: string,
	mustHaveEnded: boolean,
): Promise<Extract | undefined> {
	try {
		return await retrying(async () => await read(api, id, mustHaveEnded), retryDelay, undefined);
	} catch (thrown) {
		return unknownId(thrown);
	}
}

async function read(api: AnesyaApi, id: string, mustHaveEnded: boolean): Promise<Extract> {
	const { extract, retryAfter } = await readExtract(api, id);
	if (extract !== undefined && (hasEnded(extract) || !mustHaveEnded)) return extract;
	throw new AnesyaFailure(
		{
			message: 'Anesya reported an extract that has not ended yet',
			description: `The extract ${id} has the status ${extract?.status ?? 'unknown'}. Replay the delivery in Anesya (Settings > Webhooks) once it is finished.`,
		},
		{ passing: true, taken: 'no', retryAfter },
	);
}

function retryDelay({ facts }: AnesyaFailure, attempt: number): number | undefined {
	const delay = facts.retryAfter ?? DELAY * attempt;
	return facts.passing && attempt < ATTEMPTS && delay <= LONGEST_RETRY_AFTER ? delay : undefined;
}

function unknownId(thrown: unknown): undefined {
	if (thrown instanceof AnesyaFailure && thrown.facts.status === 404) return undefined;
	throw thrown;
}
