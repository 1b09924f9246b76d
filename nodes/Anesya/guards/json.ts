import type { IDataObject } from 'n8n-workflow';

/** `__proto__`, written plainly or with any of its letters escaped. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u00[567]/i;

/**
 * Parses the body of a response. A key `__proto__` is left out: if a later node copied it, it would
 * replace the prototype of an object. The reviver is slow, so it runs only where such a key may occur.
 *
 * @returns undefined when the text is not JSON
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

/** Whether a value is a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
