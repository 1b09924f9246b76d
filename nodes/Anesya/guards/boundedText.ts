/** Joins texts for a message; after the first `most` of them it only gives the number of the rest. */
export function joinBounded(entries: string[], separator = ', ', most = 20): string {
	const rest = entries.length > most ? [`and ${entries.length - most} more`] : [];
	return [...entries.slice(0, most), ...rest].join(separator);
}
