import type { StoredExtract } from './extracts';

/** In which orders a list may come. */
export type ListOrder = 'newest first' | 'oldest first' | 'by id' | 'by name';

/** Sorts as a database would: extracts of the same moment in the order of acceptance. */
export function inOrder(extracts: StoredExtract[], order: ListOrder): StoredExtract[] {
	if (order === 'by id') return extracts.toSorted((a, b) => a.id.localeCompare(b.id));
	if (order === 'by name')
		return extracts.toSorted((a, b) => a.documentName.localeCompare(b.documentName));
	const oldestFirst = extracts.toSorted((a, b) => a.createdAt - b.createdAt);
	return order === 'oldest first' ? oldestFirst : oldestFirst.reverse();
}
