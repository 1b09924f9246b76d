import type { Extract } from '../../api/extract';
import { hasEnded, isExtract } from '../../api/extract';
import { MOST_PENDING, settle, settledBehind } from './admit';
import type { Known, Memory } from './memory';
import type { Found } from './pending';
import { MOST_READS } from './pending';
import type { Sighting } from './sighting';
import { byCreation } from './sighting';
import type { Walk } from './walk';

/** Milliseconds before the newest extract: what was created earlier is taken to be over at the first look. */
export const LOOKBACK = 24 * 3_600_000;

/** Extracts whose status the list does not tell; the newest ones, as many as a look may read. */
export function ofUnknownStatus(sightings: Sighting[]): string[] {
	const unknown = sightings.filter(({ row }) => !isExtract(row)).sort(byCreation);
	return unknown.slice(-MOST_READS).map(({ id }) => id);
}

/**
 * The memory after the first look: it starts from now, so that of the extracts that exist only those
 * under way are awaited.
 *
 * @param read what was read singly, where the list does not tell the status
 * @param now the server's time
 */
export function firstMemory(
	list: string,
	{ sightings, count }: Walk,
	read: Map<string, Found>,
	now: number,
): Memory {
	const known = [...sightings].sort(byCreation).map(({ id, createdAt }): Known => [id, createdAt]);
	const statuses = new Map<string, Found>(read);
	for (const { id, row } of sightings) if (isExtract(row)) statuses.set(id, row);
	const isUnderWay = (found: Found | undefined): found is Extract =>
		found !== undefined && found !== 'gone' && !hasEnded(found);

	return settle({
		list,
		settled: settledBehind(sightings, now),
		known,
		pending: known.filter(([id]) => isUnderWay(statuses.get(id))).slice(-MOST_PENDING),
		count,
		unread: 0,
	});
}
