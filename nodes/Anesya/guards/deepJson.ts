import { endOfString } from './exactNumbers';

/**
 * Levels of objects and lists that are passed on as such. Far more than any document has, and far less
 * than what later nodes survive, which walk through data by functions that call themselves: n8n itself
 * cannot open an execution any more whose data has some thousands of levels.
 */
export const DEEPEST = 1_000;

const QUOTE = 34;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/**
 * Turns what is nested deeper in a JSON text into texts that hold its JSON, each behind a mark.
 *
 * @param mark anything that does not occur in the text
 * @returns the same text where nothing is; of what is no JSON, something that is none either
 */
export function markDeep(text: string, mark: string): string {
	const parts: string[] = [];
	let [level, start, copied] = [0, 0, 0];
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code === QUOTE) index = endOfString(text, index) - 1;
		else if (OPENING.has(code)) {
			level += 1;
			if (level === DEEPEST + 1) start = index;
		} else if (CLOSING.has(code)) {
			level -= 1;
			if (level !== DEEPEST) continue;
			const end = index + 1;
			parts.push(text.slice(copied, start), JSON.stringify(mark + text.slice(start, end)));
			copied = end;
		}
	}
	return copied === 0 ? text : parts.join('') + text.slice(copied);
}

/** Whether a parsed value has anything that is nested deeper. */
export function isDeep(value: unknown): boolean {
	let level = [value].filter(isHolder);
	for (let depth = 1; level.length > 0; depth += 1) {
		if (depth > DEEPEST) return true;
		const next: object[] = [];
		for (const holder of level)
			for (const inner of Array.isArray(holder) ? holder : Object.values(holder))
				if (isHolder(inner)) next.push(inner);
		level = next;
	}
	return false;
}

function isHolder(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
