/**
 * Sorts as n8n's linters want lists sorted. The names are English; a comparison by locale would load
 * the rules of all languages, which takes longer than all else when n8n loads this package.
 */
export function sortedBy<Entry>(entries: Entry[], nameOf: (entry: Entry) => string): Entry[] {
	return [...entries].sort((a, b) => (nameOf(a).toLowerCase() < nameOf(b).toLowerCase() ? -1 : 1));
}
