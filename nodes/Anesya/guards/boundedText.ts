/** Joins texts for a message; after the first `most` of them it only gives the number of the rest. */
export function joinBounded(entries: string[], separator = ', ', most = 20): string {
	const rest = entries.length > most ? [`and ${entries.length - most} more`] : [];
	return [...entries.slice(0, most), ...rest].join(separator);
}

/** Characters of a value that a message quotes. */
const LONGEST_QUOTE = 80;

/** A text for a message, cut off where it is longer than `most` characters. */
export function bounded(text: string, most = LONGEST_QUOTE): string {
	return text.length <= most ? text : `${text.slice(0, most)}...`;
}

/** Any value for a message: a short text or number in full, of anything else only what it is. */
export function quoted(value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(bounded(value));
	if (Array.isArray(value)) return `a list of ${value.length}`;
	return typeof value === 'object' && value !== null ? 'an object' : bounded(String(value));
}
