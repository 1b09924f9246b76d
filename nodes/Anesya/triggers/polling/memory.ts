import { isRecord } from '../../guards/json';

/** An extract's id, and when it was created. */
export type Known = [id: string, createdAt: number];

/** What the trigger remembers between two looks, and n8n across restarts. */
export interface Memory {
	/** Which account and filter it is about. */
	list: string;
	/** Everything created up to here is over or pending, in milliseconds since 1970. */
	settled: number;
	/** What is created later, and was seen. */
	known: Known[];
	/** What has not ended yet, in the order in which it is looked at. */
	pending: Known[];
	/** Rows of the list when it was last read as far as needed. */
	count: number;
	/** Looks since then. */
	unread: number;
}

/**
 * Reads what n8n kept.
 *
 * @returns undefined when there is nothing, or it is about another list
 */
export function memoryFrom(kept: unknown, list: string): Memory | undefined {
	if (!isRecord(kept) || kept.list !== list) return undefined;
	const { settled, count, unread } = kept;
	if (typeof settled !== 'number' || typeof count !== 'number' || typeof unread !== 'number')
		return undefined;
	return {
		list,
		settled,
		count,
		unread,
		known: knownIn(kept.known),
		pending: knownIn(kept.pending),
	};
}

function knownIn(kept: unknown): Known[] {
	const entries: unknown[] = Array.isArray(kept) ? kept : [];
	return entries.flatMap((entry) => (isKnown(entry) ? [entry] : []));
}

function isKnown(entry: unknown): entry is Known {
	return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
