import type { IDataObject } from 'n8n-workflow';

/** `__proto__`, written plainly or with any of its letters escaped. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u00[567]/i;

/**
 * Parses an answer. A key `__proto__` is left out: copied along by a later node, it would replace an
 * object's prototype. The slower way with a reviver is taken only where such a key can occur at all.
 *
 * @returns undefined when the text is no JSON
 */
export function parseJson(text: string): unknown {
	try {
		const parsed: unknown = MAY_NAME_PROTOTYPE.test(text)
			? JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
			: JSON.parse(text);
		return parsed;
	} catch {
		return undefined;
	}
}

/** A JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
