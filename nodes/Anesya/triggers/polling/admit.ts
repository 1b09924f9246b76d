import type { Known, Memory } from './memory';
import type { Sighting } from './sighting';
import { byCreation } from './sighting';
import type { Walk } from './walk';

/** Milliseconds within which an extract may show up in the list after it was created. */
export const LATENESS = 10 * 60_000;

/** Extracts that are awaited at once; further ones are left in the list until there is room. */
export const MOST_PENDING = 1_000;

/** Extracts that are known by their ids; the older ones are told by their time of creation. */
export const MOST_KNOWN = 2_000;

/** Looks at a list in an unknown order that are content with its ends while its length is the same. */
const MOST_UNREAD = 10;

/** Whether a list in an unknown order has to be read as a whole: it has changed, or it was long ago. */
export function isReadingDue(memory: Memory, count: number): boolean {
	return count !== memory.count || memory.unread >= MOST_UNREAD;
}

/**
 * Takes what was seen of the list into account: what is new becomes pending, the oldest first, as far
 * as there is room. Time settles behind the newest extract, unless something may have been missed.
 *
 * @param now the server's time
 */
export function admit(memory: Memory, { sightings, isWhole, count }: Walk, now: number): Memory {
	const ids = new Set([...memory.known, ...memory.pending].map(([id]) => id));
	const fresh = sightings
		.filter(({ id, createdAt }) => createdAt > memory.settled && !ids.has(id))
		.sort(byCreation);
	const admitted = fresh
		.slice(0, Math.max(0, MOST_PENDING - memory.pending.length))
		.map(({ id, createdAt }): Known => [id, createdAt]);

	const known = [...memory.known, ...admitted];
	const isAll = admitted.length === fresh.length;
	const settled = isAll ? settledBehind(sightings, now) : lastTime(admitted) - 1;
	return settle({
		...memory,
		known,
		pending: [...memory.pending, ...admitted],
		settled: isWhole ? Math.max(memory.settled, settled) : memory.settled,
		count: isWhole ? count : memory.count,
		unread: isWhole ? 0 : memory.unread + 1,
	});
}

/**
 * The time that settles after a look: some minutes before the newest extract.
 *
 * @param now the server's time: one extract that is dated wrongly must not settle what is yet to come
 */
export function settledBehind(sightings: Sighting[], now: number): number {
	const newest = Math.max(0, ...sightings.map(({ createdAt }) => createdAt));
	return Math.max(0, Math.min(newest, now) - LATENESS);
}

/** Forgets the ids that time tells about, and of too many the oldest ones. */
export function settle(memory: Memory): Memory {
	const byTime = memory.known.toSorted(([, a], [, b]) => a - b);
	const settled = Math.max(memory.settled, byTime.at(-MOST_KNOWN - 1)?.[1] ?? 0);
	return { ...memory, settled, known: byTime.filter(([, createdAt]) => createdAt > settled) };
}

function lastTime(admitted: Known[]): number {
	return admitted.at(-1)?.[1] ?? 0;
}
