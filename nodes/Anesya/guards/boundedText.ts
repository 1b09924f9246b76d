/** A list within a text: of thousands, a user reads some. */
export function joinBounded(entries: string[], separator = ', ', most = 20): string {
	const more = entries.length > most ? [`and ${entries.length - most} more`] : [];
	return [...entries.slice(0, most), ...more].join(separator);
}
