import type { Extract } from '../../api/extract';
import { hasEnded, isExtract } from '../../api/extract';
import { isComplete, extractInRow } from '../../waiting/listStatuses';
import type { Known, Memory } from './memory';
import type { Sighting } from './sighting';

/** Extracts that are read singly in one look at the most; the others have their turn in the next ones. */
export const MOST_READS = 300;

/** Milliseconds after its creation for which an extract is awaited. */
export const LONGEST_WAIT = 7 * 24 * 3_600_000;

/** What is known of a pending extract after a look; `gone` when Anesya does not know it any more. */
export type Found = Extract | 'gone';

/** What the list itself tells of the pending extracts. How much a row carries is unknown. */
export function foundInList({ pending }: Memory, sightings: Sighting[]): Map<string, Extract> {
	const rows = new Map(sightings.map(({ id, row }) => [id, row]));
	const found = new Map<string, Extract>();
	for (const [id] of pending) {
		const row = rows.get(id);
		if (row === undefined || !isExtract(row)) continue;
		const extract = extractInRow(row);
		if (!hasEnded(extract) || isComplete(extract)) found.set(id, extract);
	}
	return found;
}

/** The pending extracts of which the list does not tell enough, as many as a look may read. */
export function toBeRead({ pending }: Memory, found: Map<string, Found>): string[] {
	return pending.flatMap(([id]) => (found.has(id) ? [] : [id])).slice(0, MOST_READS);
}

/**
 * Takes out what has ended or is gone, and what is not awaited any longer. Those that were read singly
 * go behind those that were not, whatever the reading gave: no turn comes twice before all had theirs.
 *
 * @param asked the ids that were read singly
 */
export function withoutEnded(
	memory: Memory,
	found: Map<string, Found>,
	asked: string[],
	now: number,
): Memory {
	const isPending = ([id]: Known) => {
		const extract = found.get(id);
		return extract === undefined || (extract !== 'gone' && !hasEnded(extract));
	};
	const left = memory.pending
		.filter(([, createdAt]) => createdAt > now - LONGEST_WAIT)
		.filter(isPending);
	const askedFor = new Set(asked);
	const wasAsked = ([id]: Known) => askedFor.has(id);
	return {
		...memory,
		pending: [...left.filter((known) => !wasAsked(known)), ...left.filter(wasAsked)],
	};
}
