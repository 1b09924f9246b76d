/** The objects and lists in which a number did not stay a number, with these numbers as they were written. */
const notes = new WeakMap<object, string[]>();

/** Whether there are any notes: there hardly ever are, and then nothing needs to be searched. */
let hasNotes = false;

/** Notes that a number of an object or a list is output as text, or as null. */
export function noteNumber(holder: unknown, number: string): void {
	if (typeof holder !== 'object' || holder === null) return;
	hasNotes = true;
	const known = notes.get(holder);
	if (known === undefined) notes.set(holder, [number]);
	else known.push(number);
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
}

/** The numbers, anywhere in a value, that are output as something else. */
export function keptNumbersIn(value: unknown): KeptNumbers {
	const found: KeptNumbers = { asText: [], asNull: [] };
	const open: unknown[] = hasNotes ? [value] : [];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next !== 'object' || next === null) continue;
		for (const number of notes.get(next) ?? [])
			(isNotANumber(number) ? found.asNull : found.asText).push(number);
		for (const inner of Object.values(next)) open.push(inner);
	}
	return found;
}

/** Whether a value is NaN or Infinity, as Python writes them. */
export function isNotANumber(written: string): boolean {
	return /^(?:NaN|-?Infinity)$/.test(written);
}
