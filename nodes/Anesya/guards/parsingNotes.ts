/** The objects and lists that are not as they were written, and what of them: numbers, keys that were left out, and what is nested too deep. */
const notes = new WeakMap<object, string[]>();

/** Whether there are any notes: there hardly ever are, and then nothing needs to be searched. */
let hasNotes = false;

/**
 * Notes that something in an object or a list is output as text, or as null, or is left out.
 *
 * @param what the JSON of it as it was written, or the key that is left out
 */
export function noteChange(holder: unknown, what: string): void {
	if (typeof holder !== 'object' || holder === null) return;
	hasNotes = true;
	const known = notes.get(holder);
	if (known === undefined) notes.set(holder, [what]);
	else known.push(what);
}

/** The key that is left out of objects: a node that copies it would replace the prototype of an object. */
export const LEFT_OUT_KEY = '__proto__';

/** Has a copy of an object keep the notes about what it holds itself. @returns the copy */
export function withNotesOf<Copy extends object>(original: object, copy: Copy): Copy {
	const known = notes.get(original);
	if (known !== undefined) notes.set(copy, known);
	return copy;
}

/** What did not stay as it was written, as it was written. */
export interface ParsingNotes {
	/** Numbers that are output as text. */
	asText: string[];
	/** NaN and Infinity, which are output as null. */
	asNull: string[];
	/** Keys that were left out. */
	leftOut: string[];
	/** Objects and lists that are nested too deep, which are output as text. */
	nested: string[];
}

/** What, anywhere in a value, did not stay as it was written. */
export function parsingNotesIn(value: unknown): ParsingNotes {
	const found: ParsingNotes = { asText: [], asNull: [], leftOut: [], nested: [] };
	const open: unknown[] = hasNotes ? [value] : [];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next !== 'object' || next === null) continue;
		for (const note of notes.get(next) ?? []) found[kindOf(note)].push(note);
		for (const inner of Object.values(next)) open.push(inner);
	}
	return found;
}

function kindOf(note: string): keyof ParsingNotes {
	if (note === LEFT_OUT_KEY) return 'leftOut';
	if (/^[[{]/.test(note)) return 'nested';
	return isNotANumber(note) ? 'asNull' : 'asText';
}

/** Whether a value is NaN or Infinity, as Python writes them. */
export function isNotANumber(written: string): boolean {
	return /^(?:NaN|-?Infinity)$/.test(written);
}
