import type { Extract } from '../../api/extract';
import { hasEnded } from '../../api/extract';
import { admit, isReadingDue } from './admit';
import { firstMemory, LOOKBACK, ofUnknownStatus } from './begin';
import type { Memory } from './memory';
import type { Found } from './pending';
import { foundInList, toBeRead, withoutEnded } from './pending';
import { readSingly } from './readSingly';
import type { Aim } from './walk';
import { walk } from './walk';
import type { Watched } from './watched';

/** Walks of the first look at the most, where each meets a change of the list. */
const MOST_WALKS = 3;

/** What a look found, and what to remember of it. */
export interface Look {
	memory: Memory;
	/** What has ended since the last look, in the order of creation. */
	ended: Extract[];
}

/**
 * Looks for extracts that have ended since the last look. Neither the order of the list nor what its
 * rows carry is known, there is no filter by date or status, and an extract may take long. So:
 *
 * - The list is walked from the end where the newest extracts are until the time that is settled: two
 *   requests as a rule, however many old extracts there are. If it turns out to be in no order of
 *   creation, it is read as a whole, but only when its length has changed or after some looks.
 * - What was created after the settled time and is not known yet becomes pending. Settled is ten
 *   minutes before the newest extract, since one may show up late; the ids of these ten minutes are
 *   known. If the list changed while it was read, so that a row may have been missed, time does not
 *   settle in this look.
 * - Each pending extract is taken from its row, if that tells all, or read singly, a bounded number
 *   in each look; once it has ended, it is over.
 *
 * A memory that is some looks old does no harm, and n8n 1.x keeps it only when the workflow is started:
 * what was not delivered since then is found again.
 *
 * @throws AnesyaApiError
 */
export async function lookAgain({ api, read }: Watched, before: Memory): Promise<Look> {
	const seen = await walk(read, {
		until: () => before.settled,
		isWorthAll: (count) => isReadingDue(before, count),
	});
	const now = api.serverTime() ?? Date.now();
	const memory = admit(before, seen, now);
	const listed = foundInList(memory, seen.sightings);
	const asked = toBeRead(memory, listed);
	const singly = await readSingly(api, asked);
	const found = new Map<string, Found>([...listed, ...singly]);

	const ended = [...memory.pending]
		.sort(([, a], [, b]) => a - b)
		.flatMap(([id]) => found.get(id) ?? [])
		.filter((extract) => extract !== 'gone')
		.filter(hasEnded);
	return { memory: withoutEnded(memory, found, asked, now), ended };
}

/**
 * The first look at a list: it starts from now. What it misses is not looked for any more, so that a
 * list that changes meanwhile is walked again.
 *
 * @throws AnesyaApiError
 */
export async function lookFirst({ api, list, read }: Watched): Promise<Memory> {
	const now = () => api.serverTime() ?? Date.now();
	const aim: Aim = {
		until: (newest) => Math.min(newest, now()) - LOOKBACK,
		isWorthAll: () => true,
	};
	let seen = await walk(read, aim);
	for (let again = 1; again < MOST_WALKS && !seen.isWhole; again += 1) seen = await walk(read, aim);
	const singly = await readSingly(api, ofUnknownStatus(seen.sightings));
	return firstMemory(list, seen, singly, now());
}
