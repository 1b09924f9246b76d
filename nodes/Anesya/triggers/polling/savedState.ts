import { isRecord } from '../../guards/json';
import type { KnownExtract, PollingState } from './state';

/**
 * Reads the state from n8n's static data.
 *
 * @returns undefined when there is none, or it belongs to another list
 */
export function savedState(saved: unknown, list: string): PollingState | undefined {
	if (!isRecord(saved) || saved.list !== list) return undefined;
	const { settledUntil, count, partialScans } = saved;
	if (
		typeof settledUntil !== 'number' ||
		typeof count !== 'number' ||
		typeof partialScans !== 'number'
	)
		return undefined;
	return {
		list,
		settledUntil,
		known: knownExtractsIn(saved.known),
		pending: knownExtractsIn(saved.pending),
		count,
		partialScans,
	};
}

function knownExtractsIn(saved: unknown): KnownExtract[] {
	const entries: unknown[] = Array.isArray(saved) ? saved : [];
	return entries.flatMap((entry) => (isKnownExtract(entry) ? [entry] : []));
}

function isKnownExtract(entry: unknown): entry is KnownExtract {
	return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
