import type { IDataObject } from 'n8n-workflow';

import { DEEPEST, isDeep, markDeep } from './deepJson';
import { markNumbers, mayChangeNumbers } from './exactNumbers';
import { isNotANumber, LEFT_OUT_KEY, noteChange } from './parsingNotes';

/** `__proto__`, written plainly or with any of its letters escaped. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u00[567]/i;

const MAY_BE_NO_NUMBER = /NaN|Infinity/;

/**
 * Parses the body of a response, or what a user entered.
 *
 * - A number that JavaScript cannot hold is kept as text, with all its digits. NaN and Infinity, which
 *   Python writes although they are not JSON, become null. `parsingNotes` tells where.
 * - What is nested deeper than n8n can handle is kept as text, as the JSON that it is, which it tells, too.
 * - A key `__proto__` is left out: if a later node copied it, it would replace the prototype of an object.
 *
 * All are looked for only where they may occur.
 *
 * @returns undefined when the text is not JSON
 */
export function parseJson(text: string): unknown {
	// Two quick searches for what hardly any text has save the slow one.
	const mayHavePrototype =
		(text.includes('__proto__') || text.includes('\\u00')) && MAY_NAME_PROTOTYPE.test(text);
	if (mayHavePrototype || mayChangeNumbers(text)) return parseOdd(text, mayHavePrototype);
	const parsed = parsePlain(text);
	const isOdd =
		parsed === undefined
			? MAY_BE_NO_NUMBER.test(text)
			: text.length > 2 * DEEPEST && isDeep(parsed);
	return isOdd ? parseOdd(text, false) : parsed;
}

/** Whether a value is a JSON object: neither null nor a list. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsePlain(text: string): unknown {
	try {
		const parsed: unknown = JSON.parse(text);
		return parsed;
	} catch {
		return undefined;
	}
}

function parseOdd(text: string, mayHavePrototype: boolean): unknown {
	const mark = `${crypto.randomUUID()}:`;
	const marked = markNumbers(markDeep(text, mark), mark);
	// In a list, so that a number that is all there is has a place, too.
	const parsed = [parsePlain(marked)];
	if (marked === text && !mayHavePrototype) return parsed[0];
	// A reviver would take several times as long, and overflow the call stack where the nesting is deep.
	const open: object[] = [parsed];
	for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
		if (Object.hasOwn(holder, LEFT_OUT_KEY)) {
			Reflect.deleteProperty(holder, LEFT_OUT_KEY);
			noteChange(holder, LEFT_OUT_KEY);
		}
		visit(holder, (value, key) => {
			if (typeof value === 'object' && value !== null) open.push(value);
			if (typeof value !== 'string' || !value.startsWith(mark)) return;
			const written = value.slice(mark.length);
			noteChange(holder, written);
			Reflect.set(holder, key, isNotANumber(written) ? null : written);
		});
	}
	return parsed[0];
}

/** A list of its keys would take many times the memory of a list of numbers. */
function visit(holder: object, see: (value: unknown, key: string | number) => void): void {
	if (Array.isArray(holder)) holder.forEach(see);
	else for (const [key, value] of Object.entries(holder)) see(value, key);
}
