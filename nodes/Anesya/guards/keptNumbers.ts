/** The objects and lists in which something did not stay what it was: numbers, and what is nested too deep, as they were written. */
const notes = new WeakMap<object, string[]>();

/** Whether there are any notes: there hardly ever are, and then nothing needs to be searched. */
let hasNotes = false;

/** Notes that something in an object or a list is output as text, or as null. @param written the JSON of it */
export function noteChange(holder: unknown, written: string): void {
	if (typeof holder !== 'object' || holder === null) return;
	hasNotes = true;
	const known = notes.get(holder);
	if (known === undefined) notes.set(holder, [written]);
	else known.push(written);
}

/** Has a copy of an object keep the notes about the numbers that it holds itself. @returns the copy */
export function withNotesOf<Copy extends object>(original: object, copy: Copy): Copy {
	const known = notes.get(original);
	if (known !== undefined) notes.set(copy, known);
	return copy;
}

/** Numbers as they were written. */
export interface KeptNumbers {
	asText: string[];
	/** NaN and Infinity. */
	asNull: string[];
	/** No numbers: objects and lists that are nested too deep, which are output as text. */
	nested: string[];
}

/** The numbers, anywhere in a value, that are output as something else. */
export function keptNumbersIn(value: unknown): KeptNumbers {
	const found: KeptNumbers = { asText: [], asNull: [], nested: [] };
	const open: unknown[] = hasNotes ? [value] : [];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next !== 'object' || next === null) continue;
		for (const written of notes.get(next) ?? []) found[kindOf(written)].push(written);
		for (const inner of Object.values(next)) open.push(inner);
	}
	return found;
}

function kindOf(written: string): keyof KeptNumbers {
	if (/^[[{]/.test(written)) return 'nested';
	return isNotANumber(written) ? 'asNull' : 'asText';
}

/** Whether a value is NaN or Infinity, as Python writes them. */
export function isNotANumber(written: string): boolean {
	return /^(?:NaN|-?Infinity)$/.test(written);
}
