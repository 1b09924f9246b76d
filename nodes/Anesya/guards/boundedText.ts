/** Joins texts for a message; after the first `most` of them it only gives the number of the rest. */
export function joinBounded(entries: string[], separator = ', ', most = 20): string {
	const rest = entries.length > most ? [`and ${entries.length - most} more`] : [];
	return [...entries.slice(0, most), ...rest].join(separator);
}

/** Line breaks and other control characters: in a log, they would begin a line of their own. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** Marks of Unicode that turn the direction of what follows: `fdp.exe` would read `exe.pdf`. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text from outside, as messages and logs may have it: on one line that reads as it is written. */
export function oneLine(text: string): string {
	return text.replace(CONTROLS, ' ').replace(DIRECTIONS, '');
}

/** Characters of a value that a message quotes. */
const LONGEST_QUOTE = 80;

/** A text for a message, on one line, cut off where it is longer than `most` characters. */
export function bounded(text: string, most = LONGEST_QUOTE): string {
	return text.length <= most ? oneLine(text) : `${oneLine(text.slice(0, most))}...`;
}

/** Characters of the name of a document that a message has. */
const LONGEST_NAME = 150;

/** The name of a document for a message. */
export function boundedName(name: string): string {
	return bounded(name, LONGEST_NAME);
}

/** Any value for a message: a short text or number in full, of anything else only what it is. */
export function quoted(value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(bounded(value));
	if (Array.isArray(value)) return `a list of ${value.length}`;
	return typeof value === 'object' && value !== null ? 'an object' : bounded(String(value));
}
