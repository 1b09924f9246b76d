import type { StoredExtract } from './extracts';

/** The order of a list. */
export type ListOrder = 'newest first' | 'oldest first' | 'by id' | 'by name';

/** Sorts as a database would: extracts created at the same time stay in the order of acceptance. */
export function sortExtracts(extracts: StoredExtract[], order: ListOrder): StoredExtract[] {
	if (order === 'by id') return extracts.toSorted((a, b) => a.id.localeCompare(b.id));
	if (order === 'by name')
		return extracts.toSorted((a, b) => a.documentName.localeCompare(b.documentName));
	const oldestFirst = extracts.toSorted((a, b) => a.createdAt - b.createdAt);
	return order === 'oldest first' ? oldestFirst : oldestFirst.reverse();
}
